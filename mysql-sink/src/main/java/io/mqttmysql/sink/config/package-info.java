// SPDX-License-Identifier: Apache-2.0
/**
 * The configuration: its keys, what is wrong with their values, and one record of options for each stage. Nothing here
 * talks to a server.
 */
package io.mqttmysql.sink.config;
