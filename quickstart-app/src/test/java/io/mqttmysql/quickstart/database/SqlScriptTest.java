// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void leavesOutWhatMakesOrChoosesADatabase() {
        SqlScript script = SqlScript.parse("""
                -- mine
                create database if not exists mine;
                USE mine;
                CREATE TABLE used (
                  id INT -- a number
                );
                INSERT INTO used VALUES (1);
                """);

        assertThat(script.statements()).hasSize(2).first().asString().startsWith("CREATE TABLE used (");
    }

    @Test
    void theShippedTablesAreThoseTheProofReads() throws IOException {
        SqlScript tables = SqlScript.parse(Files.readString(Path.of("..", "connector-configs", "tables.sql")));

        List<String> read = new ArrayList<>(HomeDatabase.HISTORY);
        read.addAll(HomeDatabase.LATEST.keySet());
        read.add(HomeDatabase.DEAD_LETTERS);
        assertThat(tables.statements()).allMatch(sql -> sql.startsWith("CREATE TABLE IF NOT EXISTS "));
        assertThat(tables.statements().stream().map(sql -> sql.split(" ")[5]))
                .containsExactlyInAnyOrderElementsOf(read);
        assertThat(tables.making(HomeDatabase.DEAD_LETTERS).statements()).hasSize(1);
    }
}
