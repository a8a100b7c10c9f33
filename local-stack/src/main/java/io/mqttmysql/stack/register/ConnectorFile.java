// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connector's configuration in a file, as one PUTs it to Connect. */
record ConnectorFile(String name, Map<String, String> config) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([^}]+)}");
    private static final ObjectMapper JSON = new ObjectMapper();

    ConnectorFile {
        config = Map.copyOf(config);
    }

    /** The connector's: the file's without its ending. */
    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }

    /** @throws StackException when it cannot be read, or is not a JSON object of plain values */
    static ConnectorFile read(Path file) {
        try {
            Map<String, String> config = JSON.readValue(Files.readString(file), new TypeReference<>() {});
            return new ConnectorFile(name(file), config);
        } catch (JsonProcessingException e) {
            throw new StackException(
                    file.getFileName() + " is not a JSON object of keys and values: " + e.getOriginalMessage()
                            + " (line " + e.getLocation().getLineNr() + ")",
                    e);
        } catch (IOException e) {
            throw new StackException(file.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** With its name, and with the values of the variables that it refers to; those that are not set stay. */
    Map<String, String> resolved(Map<String, String> environment) {
        Map<String, String> resolved = new TreeMap<>();
        config.forEach((key, value) -> resolved.put(
                key,
                REFERENCE
                        .matcher(value)
                        .replaceAll(reference -> Matcher.quoteReplacement(
                                environment.getOrDefault(reference.group(1), reference.group())))));
        resolved.put("name", name);
        return resolved;
    }

    /** What Connect found wrong, a key a sentence. */
    List<String> problems(JsonNode validation) {
        List<String> problems = new ArrayList<>();
        for (JsonNode setting : validation.path("configs")) {
            String key = setting.path("value").path("name").asText() + ": ";
            for (JsonNode error : setting.path("value").path("errors")) {
                problems.add(error.asText().startsWith(key) ? error.asText() : key + error.asText());
            }
        }
        return problems;
    }
}
