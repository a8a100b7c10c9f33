// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One message of one device.
 *
 * @param id what it is known by, from the device to the table
 * @param value what the sensor says: a number, or a word that no table takes
 * @param note text that tries quotes, backslashes and characters outside of ASCII
 */
public record Reading(Id id, String value, String note) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POISON = "warm";
    private static final List<String> NOTES = List.of("plain", "with \"quotes\"", "Küche 🌡", "back\\slash", "");

    /** @param sequence counted from 1 by each device */
    public record Id(String device, long sequence) {
        @Override
        public String toString() {
            return device + "/" + sequence;
        }
    }

    /** A reading that its table takes. */
    static Reading random(Id id, Random random) {
        return new Reading(
                id, String.valueOf(random.nextInt(2_000_000) / 1000.0), NOTES.get(random.nextInt(NOTES.size())));
    }

    /** A reading that can never be stored: its value is not a number. */
    static Reading poison(Id id) {
        return new Reading(id, POISON, "");
    }

    /** The reading in a payload, however it was stored; empty when it is none. */
    public static Optional<Reading> parse(String device, byte[] payload) {
        try {
            JsonNode json = JSON.readTree(payload);
            return json != null && json.path("seq").isIntegralNumber()
                    ? Optional.of(new Reading(
                            new Id(device, json.path("seq").longValue()),
                            json.path("value").asText(),
                            json.path("note").asText()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // which is the answer
        }
    }

    public boolean isStorable() {
        return !value.equals(POISON);
    }

    byte[] payload() {
        var json = JSON.createObjectNode().put("seq", id.sequence());
        if (isStorable()) {
            json.put("value", Double.parseDouble(value));
        } else {
            json.put("value", value);
        }
        try {
            return JSON.writeValueAsBytes(json.put("note", note));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + this, e);
        }
    }
}
