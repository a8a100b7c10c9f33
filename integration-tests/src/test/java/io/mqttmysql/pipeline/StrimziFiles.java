// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of connector-configs/strimzi, read by the classes of Strimzi 0.51: the last that run on Java 17, with API v1.
 * A field that they do not have is an error. They are found by name, since the compiler misses annotations of theirs that
 * are not published.
 */
final class StrimziFiles {
    private static final Path FOLDER = Path.of("..", "connector-configs", "strimzi");
    private static final Path CONNECT = FOLDER.resolve("kafka-connect.yaml");
    private static final String MODEL = "io.strimzi.api.kafka.model.";

    private static final ObjectMapper STRICT = new YAMLMapper()
            .setAnnotationIntrospector(new StrictIntrospector())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private StrimziFiles() {}

    /** Those classes keep what they do not know, for other versions of themselves. */
    private static final class StrictIntrospector extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    static JsonNode connect() throws IOException {
        return read(CONNECT, "connect.KafkaConnect");
    }

    static List<JsonNode> connectors() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.equals(CONNECT))
                    .sorted()
                    .map(file -> read(file, "connector.KafkaConnector"))
                    .toList();
        }
    }

    private static JsonNode read(Path file, String type) {
        try {
            JsonNode text = STRICT.readTree(file.toFile());
            STRICT.treeToValue(text, Class.forName(MODEL + type));
            return text;
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    /** What Strimzi sets itself, as its class says. */
    static List<String> forbidden(String type, String constant) throws ReflectiveOperationException {
        String list = (String) Class.forName(MODEL + type).getField(constant).get(null);
        return Arrays.asList(list.split(",\\s*"));
    }

    /** As the operator gives it to Connect. */
    static Map<String, String> config(JsonNode connector) {
        Map<String, String> config = settings(connector);
        config.put("connector.class", connector.at("/spec/class").asText());
        config.put("tasks.max", connector.at("/spec/tasksMax").asText());
        return config;
    }

    static Map<String, String> settings(JsonNode resource) {
        Map<String, String> settings = new HashMap<>();
        resource.at("/spec/config")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return settings;
    }
}
