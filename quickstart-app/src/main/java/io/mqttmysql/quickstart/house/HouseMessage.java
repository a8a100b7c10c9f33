// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.house;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One message of the simulated house, and what must become of it.
 *
 * @param id its identity; travels as the MQTT 5 user property {@code id}
 * @param history the rows that it must become; none when it can never be stored and must be a dead letter
 * @param latest rows that it must have replaced the older ones by, beside {@code latest} itself
 */
public record HouseMessage(long id, String topic, String payload, List<ExpectedRow> history, List<ExpectedRow> latest) {
    public static HouseMessage broken(long id, String topic, String payload) {
        return new HouseMessage(id, topic, payload, List.of(), List.of());
    }

    public boolean isStorable() {
        return !history.isEmpty();
    }

    byte[] bytes() {
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param values column name to the text that MySQL shows for it
     */
    public record ExpectedRow(String table, Map<String, String> values) {
        public boolean isIn(String thatTable, Map<String, String> row) {
            return table.equals(thatTable) && row.entrySet().containsAll(values.entrySet());
        }
    }
}
