// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

/**
 * What came of one session so far, over all its connections.
 *
 * @param received counts messages
 * @param isIdle true when none of them waits here, is with Connect, or is still to be acknowledged
 */
public record Traffic(long received, boolean isIdle) {}
