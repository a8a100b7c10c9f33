// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One message of the simulated house, and what must become of it.
 *
 * @param id its identity; travels as the MQTT 5 user property {@code id}
 * @param row the row it must become, or empty when it can never be stored and must be a dead letter
 */
record HouseMessage(long id, String topic, String payload, Optional<ExpectedRow> row) {
    byte[] bytes() {
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param values column name to the text that MySQL shows for it
     */
    record ExpectedRow(String table, Map<String, String> values) {}
}
