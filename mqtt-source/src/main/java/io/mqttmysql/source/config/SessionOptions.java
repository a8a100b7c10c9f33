// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.Optional;

/**
 * Whose session, and how long the broker keeps it.
 *
 * @param clientId with the task's number
 * @param cleanStart whether the first connection of a task forgets what the broker kept
 * @param expirySeconds how long the broker keeps the session of an absent task; MQTT 5 only
 */
public record SessionOptions(
        String clientId, Optional<Credentials> credentials, boolean cleanStart, long expirySeconds) {}
