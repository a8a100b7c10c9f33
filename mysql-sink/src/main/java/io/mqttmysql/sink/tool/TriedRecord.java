// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.expression.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** The record to try: as the MQTT source makes it of a topic and a payload, or as a file describes it. */
final class TriedRecord {
    private static final long TIMESTAMP = 1_767_225_600_000L; // 2026-01-01T00:00:00Z, the same in every run

    private TriedRecord() {}

    /** The record that the arguments name; empty where they name none. */
    static Optional<SinkRecord> of(Arguments arguments, ConnectorFile connector) throws IOException {
        Optional<String> file = arguments.option("record");
        Optional<String> topic = arguments.option("topic");
        if (file.isPresent()) {
            Path path = Path.of(file.get());
            return Optional.of(described(ConnectorFile.object(path, ConnectorFile.text(path)), connector));
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
        Object base64 = description.get("valueBase64");
        byte[] value = base64 == null
                ? bytes(description.get("value"))
                : Base64.getDecoder().decode(base64.toString());
        return record(description, value, connector);
    }

    private static byte[] bytes(Object value) {
        if (value == null) {
            return null;
        }
        boolean isJson = value instanceof Map || value instanceof List;
        String text = isJson ? JsonWriter.write(value) : String.valueOf(value);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SinkRecord record(Map<?, ?> description, byte[] value, ConnectorFile connector) {
        ConnectHeaders headers = new ConnectHeaders();
        if (description.get("headers") instanceof Map<?, ?> named) {
            named.forEach((name, text) -> headers.addString(String.valueOf(name), String.valueOf(text)));
        }
        String firstTopic = connector
                .settings()
                .getOrDefault("topics", "home")
                .split(",", -1)[0]
                .strip();
        Object topic = description.get("topic");
        return new SinkRecord(
                topic == null ? firstTopic : topic.toString(),
                (int) number(description, "partition", 0),
                Schema.STRING_SCHEMA,
                description.get("key"),
                Schema.BYTES_SCHEMA,
                value,
                number(description, "offset", 0),
                number(description, "timestamp", TIMESTAMP),
                TimestampType.CREATE_TIME,
                headers);
    }

    private static long number(Map<?, ?> description, String name, long byDefault) {
        return description.get(name) instanceof Number number ? number.longValue() : byDefault;
    }
}
