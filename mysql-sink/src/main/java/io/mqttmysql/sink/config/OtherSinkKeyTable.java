// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.sink.config.OtherSinkKey.Fate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the table of the keys of other sinks: one a line, five columns, empty lines and those after # left out. */
final class OtherSinkKeyTable {
    private static final String RESOURCE = "other-sink-keys.txt";
    private static final int COLUMNS = 5;
    private static final String EMPTY_VALUE = "(empty)";

    private OtherSinkKeyTable() {}

    /**
     * @throws IllegalStateException when the resource is not in the plugin, or a line of it cannot be read
     */
    static List<OtherSinkKey> read() {
        InputStream resource = OtherSinkKeyTable.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException(RESOURCE + " is not in the plugin");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<OtherSinkKey> parse(List<String> lines) {
        List<OtherSinkKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    OtherSinkKey key = key(line);
                    require(names.add(key.name()), "'" + key.name() + "' is listed twice");
                    keys.add(key);
                } catch (IllegalArgumentException e) {
                    throw new IllegalStateException(RESOURCE + ", line " + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return List.copyOf(keys);
    }

    private static OtherSinkKey key(String line) {
        List<String> columns =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        require(columns.size() == COLUMNS, "there are " + columns.size() + " columns instead of " + COLUMNS);
        require(!columns.get(0).isEmpty() && !columns.get(1).isEmpty(), "the key or its owner is missing");
        Fate fate = Fate.valueOf(columns.get(2).toUpperCase(Locale.ROOT));
        Set<String> harmless = Stream.of(columns.get(3).split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> value.equals(EMPTY_VALUE) ? "" : value)
                .collect(Collectors.toSet());
        require(harmless.isEmpty() || fate == Fate.REFUSED, "only a refused key has harmless values");
        return new OtherSinkKey(columns.get(0), columns.get(1), fate, harmless, columns.get(4));
    }

    private static void require(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
