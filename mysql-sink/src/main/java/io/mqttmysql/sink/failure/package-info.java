// SPDX-License-Identifier: Apache-2.0
/**
 * What a failure means and how it is said: kinds, sentences, MySQL's error numbers, back-off, and the records that
 * cannot be stored.
 */
package io.mqttmysql.sink.failure;
