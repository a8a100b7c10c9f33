// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

/**
 * What is done about failures.
 *
 * @param errors Connect's own error handling, as far as it concerns this sink
 */
public record FailureOptions(RetryOptions retry, ErrorOptions errors) {}
