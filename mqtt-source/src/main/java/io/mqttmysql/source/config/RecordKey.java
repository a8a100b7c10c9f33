// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes the key of a record: {@code record.key} in the code's words. */
public sealed interface RecordKey {
    /** The MQTT topic. */
    record Topic() implements RecordKey {}

    /** No key: Kafka spreads the records over the partitions, and order is lost. */
    record None() implements RecordKey {}

    /** One level of the MQTT topic, counted from 0, or from the end with -1. */
    record Level(int index) implements RecordKey {}

    /** What the route captured under this name. */
    record Capture(String name) implements RecordKey {}

    /** What may be written, for messages and documentation. */
    String FORMS = "mqtt.topic, none, mqtt.topic[<n>], {capture}";

    /**
     * Reads the value of {@code record.key}.
     *
     * @throws IllegalArgumentException when it is not one; the message says what to write instead
     */
    static RecordKey parse(String text) {
        if (text.equals("mqtt.topic")) {
            return new Topic();
        }
        if (text.equals("none")) {
            return new None();
        }
        Matcher level = Pattern.compile("mqtt\\.topic\\[(-?[0-9]{1,4})]").matcher(text);
        if (level.matches()) {
            return new Level(Integer.parseInt(level.group(1)));
        }
        Matcher capture = Pattern.compile("\\{([A-Za-z0-9_-]+)#?}").matcher(text);
        if (capture.matches()) {
            return new Capture(capture.group(1));
        }
        throw new IllegalArgumentException(
                text.startsWith("${")
                        ? "a capture is written {name}, without $"
                        : "write one of " + FORMS + ", for example mqtt.topic[1] or {room}");
    }
}
