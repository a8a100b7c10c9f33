// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.kit.config.Suggestion;
import io.mqttmysql.sink.value.JsonWriter;
import io.mqttmysql.sink.value.Quoted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** The record to try: as the MQTT source makes it of a topic and a payload, or as a file describes it. */
final class TriedRecord {
    private static final long TIMESTAMP = 1_767_225_600_000L; // 2026-01-01T00:00:00Z, the same in every run

    private static final Set<String> MEMBERS =
            Set.of("topic", "key", "headers", "value", "valueBase64", "partition", "offset", "timestamp");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]*={0,2}\\s*");

    private TriedRecord() {}

    /** The record that the arguments name; empty where they name none. */
    static Optional<SinkRecord> of(Arguments arguments, ConnectorFile connector) throws IOException {
        Optional<Path> file = arguments.file("record");
        Optional<String> topic = arguments.option("topic");
        if (file.isPresent()) {
            Path path = file.get();
            Map<?, ?> description = ConnectorFile.object(path, ConnectorFile.text(path));
            try {
                return Optional.of(described(description, connector));
            } catch (UnusableInput e) {
                throw new UnusableInput(path + ": " + e.getMessage());
            }
        }
        if (arguments.option("payload").isPresent() && topic.isEmpty()) {
            throw new UsageProblem("--payload needs --topic, the MQTT topic that it was published to");
        }
        String payload = arguments.option("payload").orElse("");
        return topic.map(name -> record(
                Map.of("key", name, "headers", Map.of("mqtt.topic", name, "mqtt.qos", "1", "mqtt.retained", "false")),
                payload.getBytes(StandardCharsets.UTF_8),
                connector));
    }

    /** {@code value} is a text, or JSON, or {@code valueBase64} any bytes; a null value is a null value. */
    private static SinkRecord described(Map<?, ?> description, ConnectorFile connector) {
        for (Object member : description.keySet()) {
            if (!MEMBERS.contains(member)) {
                throw new UnusableInput("a record has nothing that is called '" + member + "'"
                        + Suggestion.sentence(member.toString(), MEMBERS));
            }
        }
        if (description.containsKey("value") && description.containsKey("valueBase64")) {
            throw new UnusableInput("the record has both value and valueBase64; remove one");
        }
        Object base64 = description.get("valueBase64");
        byte[] value = base64 == null ? bytes(description.get("value")) : decoded(base64);
        return record(description, value, connector);
    }

    /** Line breaks are fine; the decoder that takes them takes everything else, too. */
    private static byte[] decoded(Object base64) {
        try {
            if (base64 instanceof String text && BASE64.matcher(text).matches()) {
                return Base64.getMimeDecoder().decode(text);
            }
        } catch (IllegalArgumentException e) {
            // as of any other text
        }
        throw new UnusableInput(
                "valueBase64 of the record is not base64; of a file of bytes the command base64 makes it");
    }

    private static byte[] bytes(Object value) {
        return value == null ? null : text(value).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object value) {
        return value == null || value instanceof String ? (String) value : JsonWriter.write(value);
    }

    private static SinkRecord record(Map<?, ?> description, byte[] value, ConnectorFile connector) {
        String firstTopic = connector
                .settings()
                .getOrDefault("topics", "home")
                .split(",", -1)[0]
                .strip();
        Object topic = description.get("topic");
        return new SinkRecord(
                topic == null ? firstTopic : text(topic),
                (int) number(description, "partition", 0, Integer.MAX_VALUE),
                Schema.STRING_SCHEMA,
                text(description.get("key")),
                Schema.BYTES_SCHEMA,
                value,
                number(description, "offset", 0, Long.MAX_VALUE),
                number(description, "timestamp", TIMESTAMP, Long.MAX_VALUE),
                TimestampType.CREATE_TIME,
                headers(description.get("headers")));
    }

    private static ConnectHeaders headers(Object description) {
        ConnectHeaders headers = new ConnectHeaders();
        if (description instanceof Map<?, ?> named) {
            named.forEach((name, value) -> headers.addString(String.valueOf(name), text(value)));
        } else if (description != null) {
            throw new UnusableInput("headers of the record are an object, for example {\"mqtt.topic\": \"Home/x\"}");
        }
        return headers;
    }

    private static long number(Map<?, ?> description, String name, long byDefault, long most) {
        Object given = description.get(name);
        if (given == null) {
            return byDefault;
        }
        boolean isWhole = given instanceof Integer || given instanceof Long;
        if (!isWhole || ((Number) given).longValue() < 0 || ((Number) given).longValue() > most) {
            throw new UnusableInput(name + " of the record is a whole number"
                    + (name.equals("timestamp") ? " of milliseconds since 1970" : "") + ", not " + Quoted.of(given));
        }
        return ((Number) given).longValue();
    }
}
