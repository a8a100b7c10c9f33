// SPDX-License-Identifier: Apache-2.0
/**
 * One delivery of Kafka into MySQL: mapped, split into transactions, written by the wanted guarantee, tried again, and
 * counted. What cannot be stored is reported as errant.
 */
package io.mqttmysql.sink.write;
