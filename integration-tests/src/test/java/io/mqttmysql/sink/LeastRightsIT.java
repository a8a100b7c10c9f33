// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ddl} writes is all that a sink needs: its tables, that of the positions, and a user without other rights. */
@ExtendWith(StackExtension.class)
class LeastRightsIT {
    private static final String PASSWORD = "at least 12 characters";

    private static final String STRATEGY = """
            match=home/{room}
            table=readings
            column.room={room} as VARCHAR(20)
            column.t=$.t as INT
            """;

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "least_rights");
        database.run("DROP USER IF EXISTS 'least'@'%'");
        database.run("CREATE USER 'least'@'%' IDENTIFIED BY '" + PASSWORD + "'");
    }

    private Map<String, String> user() {
        return Map.of("connection.user", "least", "connection.password", PASSWORD);
    }

    /** Runs the script as an administrator does, the rights too. */
    private void prepare(String properties, boolean makesTables) throws Exception {
        String script = ddl(properties + "connection.user=least\n");
        assertThat(script).contains("-- GRANT ");
        boolean isMariaDb = database.rows("SELECT VERSION()").get(0).contains("MariaDB");
        try (Connection connection = database.server().connect(database.name());
                Statement statement = connection.createStatement()) {
            for (String part : script.replace("-- GRANT", "GRANT").split(";\n")) {
                String sql = part.replaceAll("(?m)^--.*$", "").strip();
                boolean isMadeByTheSink = makesTables && sql.startsWith("CREATE TABLE `");
                if (!sql.isEmpty() && !isMadeByTheSink) {
                    statement.execute(isMariaDb ? sql.replace("utf8mb4_0900_bin", "utf8mb4_nopad_bin") : sql);
                }
            }
        }
    }

    private String ddl(String properties) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("sink.properties"), properties);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.mqttmysql.sink.tool.StrategyTool",
                        "ddl",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String script = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return script;
    }

    /** Each mode, twice the same as after a crash, with a row that is refused between; and that validation finds no fault. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            insert.mode=insert           | at_least_once | bath 1, bath 2
            insert.mode=insert           | exactly_once  | bath 1, bath 2
            insert.mode=insert,pk.fields=room,changed.only=true | exactly_once | bath 1, bath 2
            insert.mode=upsert,pk.fields=room | at_least_once | bath 2
            insert.mode=upsert,pk.fields=room | exactly_once  | bath 2
            insert.mode=upsert,pk.fields=room,upsert.newer.by=t | at_least_once | bath 2
            insert.mode=insert_if_absent,pk.fields=room | at_least_once | bath 1
            insert.mode=update,pk.fields=room,update.missing=insert | at_least_once | bath 2
            insert.mode=upsert,pk.fields=room,delete.enabled=true | exactly_once | bath 2
            """)
    void writesInEachMode(String options, String guarantee, String expected) throws Exception {
        String properties = STRATEGY + options.replace(',', '\n') + "\ndelivery.guarantee=" + guarantee + "\n";
        prepare(properties, false);
        for (int start = 0; start < 2; start++) {
            try (TaskUnderTest task = new TaskUnderTest(database, properties, user())) {
                task.put(0, "home/hall", "{\"t\":9}", "home/bath", "{\"t\":1}", "home/bath", "{\"t\":5000000000}");
                task.put(3, "home/bath", "{\"t\":2}");
                task.put(4, "home/hall", options.contains("delete") ? null : "{\"t\":9}");

                boolean isStored = start == 1 && guarantee.equals("exactly_once");
                assertThat(task.putAside()).isEqualTo(isStored ? List.of() : List.of(2L));
                assertThat(task.isHolding()).isFalse();
            }
        }

        assertThat(String.join(
                        ", ", database.rows("SELECT DISTINCT room, t FROM readings WHERE room = 'bath' ORDER BY t")))
                .isEqualTo(expected);
    }

    /** Which server is behind a connection, anybody may ask. */
    @Test
    void leavesOutWhatDidNotChangeOnANewConnection() throws Exception {
        String properties = STRATEGY + "pk.fields=room\nchanged.only=true\n";
        prepare(properties, false);
        try (TaskUnderTest task = new TaskUnderTest(database, properties, user())) {
            task.put(0, "home/bath", "{\"t\":1}");
            database.killIdleConnections();
            task.put(1, "home/bath", "{\"t\":1}");
        }

        assertThat(database.rows("SELECT room, t FROM readings")).containsExactly("bath 1");
    }

    @Test
    void makesAndWidensItsTable() throws Exception {
        String properties = STRATEGY + "auto.create=true\nauto.evolve=true\n";
        prepare(properties, true);
        try (TaskUnderTest task = new TaskUnderTest(database, properties, user())) {
            task.put(0, "home/bath", "{\"t\":1}");
        }
        String wider = properties + "column.state=$.state as VARCHAR(10)\n";
        try (TaskUnderTest task = new TaskUnderTest(database, wider, user())) {
            task.put(1, "home/bath", "{\"t\":2,\"state\":\"on\"}");
        }

        assertThat(database.rows("SELECT room, t, state FROM readings ORDER BY t"))
                .containsExactly("bath 1 null", "bath 2 on");
    }

    /** Through Connect's REST interface. */
    @Test
    void setsItsPositions() throws Exception {
        String properties = STRATEGY + "delivery.guarantee=exactly_once\n";
        prepare(properties, false);
        try (TaskUnderTest task = new TaskUnderTest(database, properties, user())) {
            task.put(0, "home/bath", "{\"t\":1}", "home/bath", "{\"t\":2}");
        }
        Map<String, String> settings = new HashMap<>(database.connection());
        settings.putAll(user());
        settings.put("name", database.name());
        settings.put("topics", "home");
        settings.put("delivery.guarantee", "exactly_once");
        settings.put("column.t", "$.t");

        TopicPartition partition = TaskUnderTest.PARTITION;
        new MySqlSinkConnector().alterOffsets(settings, Map.of(partition, 1L));
        assertThat(database.rows("SELECT next_offset FROM connect_sink_offsets"))
                .isEqualTo(List.of("1"));
    }
}
