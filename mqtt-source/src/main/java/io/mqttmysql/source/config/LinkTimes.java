// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.time.Duration;

/**
 * How patient a link is.
 *
 * @param keepAlive silence after which the link is tested, in whole seconds
 * @param connectTimeout for a connection, until the broker has accepted it
 * @param backoff the longest wait before the first new attempt; it doubles with every failure
 * @param backoffMax the longest wait between two attempts
 */
public record LinkTimes(Duration keepAlive, Duration connectTimeout, Duration backoff, Duration backoffMax) {}
