// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** One message of one device; device and sequence number are its identity, value and note its content. */
public record Reading(String device, long sequence, String value, String note) {
    private static final String[] NOTES = {"plain", "with \\\"quotes\\\"", "Küche 🌡", "back\\\\slash", ""};

    static Reading random(String device, long sequence, Random random) {
        String value = String.valueOf(random.nextInt(2_000_000) / 1000.0);
        return new Reading(device, sequence, value, NOTES[random.nextInt(NOTES.length)]);
    }

    byte[] payload() {
        return ("{\"seq\":" + sequence + ",\"value\":" + value + ",\"note\":\"" + note + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The note as the database must hold it. */
    String storedNote() {
        return note.replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
