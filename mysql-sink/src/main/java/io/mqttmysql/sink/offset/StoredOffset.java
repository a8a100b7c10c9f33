// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import java.util.OptionalLong;

/**
 * How far a partition is stored.
 *
 * @param next the first offset that is not stored
 * @param lastTimestamp of the record before it, where it had one: tells a topic from one re-created under its name
 */
public record StoredOffset(long next, OptionalLong lastTimestamp) {}
