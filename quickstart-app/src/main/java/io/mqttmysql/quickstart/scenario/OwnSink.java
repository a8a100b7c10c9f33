// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The person's sink file, read before anything is started.
 *
 * @param tables a script to run in the place of connector-configs/tables.sql
 */
public record OwnSink(Path file, Map<String, String> settings, Optional<Script> tables) {
    /** A file of SQL statements. */
    public record Script(Path file, String text) {}

    /** @throws IllegalArgumentException with one sentence for the person */
    static OwnSink read(Path file, Optional<Path> tables) {
        try {
            Map<String, String> settings =
                    new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
            return new OwnSink(file, settings, tables.map(OwnSink::script));
        } catch (IOException e) {
            throw new IllegalArgumentException(Trouble.with(file, e), e);
        }
    }

    private static Script script(Path file) {
        try {
            return new Script(file, Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(Trouble.with(file, e), e);
        }
    }
}
