// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that records make up, out of captures, Kafka topics and fields, with auto.create: each is the name of exactly one
 * table or column, or an error of its record; none is SQL.
 */
@ExtendWith(StackExtension.class)
class HostileNamesIT {
    private static final Logger LOG = LoggerFactory.getLogger(HostileNamesIT.class);
    private static final int COUNT = 150;
    /** A connector of its own: the tables that one has made are counted on the whole server. */
    private static final Map<String, String> LIMITS = Map.of(
            "name",
            "hostile-names",
            "max.tables",
            "1000",
            "max.columns",
            "1000",
            "put.budget.ms",
            Long.toString(Patience.EFFECT.toMillis()));

    private static final List<String> PIECES = List.of(
            "`",
            "``",
            "'",
            "\"",
            ".",
            ";",
            "--",
            "\\",
            "*",
            "#",
            "%",
            "?",
            "@",
            "\0",
            "\n",
            "\t",
            " ",
            "a",
            "B",
            "7",
            "DROP TABLE victim",
            "SELECT",
            "ü",
            "’",
            "｀",
            "字",
            "😀",
            "\u202e",
            "\ufeff",
            "$",
            "{x}",
            "${y}",
            ")",
            "(",
            "=1");
    private static final List<String> KNOWN = List.of(
            "a`; DROP TABLE victim; -- ",
            "`; DROP TABLE victim; #",
            "victim` (n) VALUES (1); DROP TABLE victim; -- ",
            "hostile_names.victim2",
            "information_schema.tables",
            "x".repeat(64),
            "x".repeat(65),
            "`".repeat(64),
            "字".repeat(64),
            "’".repeat(40),
            "..",
            ".",
            " ",
            "trailing ",
            "\0",
            "a\0b",
            "%s%n",
            "?",
            "new",
            "old",
            "NULL");

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "hostile_names");
        database.run("CREATE TABLE victim (n BIGINT)");
        database.run("INSERT INTO victim VALUES (42)");
    }

    @ParameterizedTest
    @CsvSource({"{name}", "${topic}"})
    void aNameIsOneTableOrAnErrorOfItsRecord(String template) throws SQLException {
        long seed = System.nanoTime();
        LOG.warn("seed {}", seed); // for a run that ends in no assertion
        List<String> names = names(new Random(seed));
        String options =
                "match=home/{name}\ncolumn.n=kafka.offset\ncolumn.v=payload\nauto.create=true\ntable=" + template;
        Outcome outcome = write(options, names, i -> "21.5");

        Set<String> expected = new LinkedHashSet<>(List.of("victim"));
        for (int i = 0; i < names.size(); i++) {
            if (!outcome.refused().contains((long) i)) {
                String name = names.get(i);
                expected.add(name);
                assertThat(database.rows("SELECT n FROM " + TableId.of(name).quoted()))
                        .as("seed %d, table %s", seed, name)
                        .containsExactly(String.valueOf(i));
            }
        }
        assertThat(database.rows("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = DATABASE()"))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThatNothingElseHappened(outcome, names, seed);
    }

    @Test
    void aFieldIsOneColumnOrAnErrorOfItsRecord() throws SQLException {
        long seed = System.nanoTime();
        LOG.warn("seed {}", seed); // for a run that ends in no assertion
        List<String> names = names(new Random(seed));
        String options =
                "table=t\ncolumn.offset_of_kafka=kafka.offset\nfields.include=*\nauto.create=true\nauto.evolve=true";
        List<Map<String, Object>> payloads = names.stream()
                .map(name -> Collections.<String, Object>singletonMap(name, 21.5))
                .toList();
        Outcome outcome = write(options, names, payloads::get);

        Set<String> columns = new HashSet<>(
                database.rows(
                        "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't'"));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            assertThat(columns.contains(name)
                            || !isLegal(name)
                            || outcome.refused().contains((long) i))
                    .as("seed %d, column %s", seed, name)
                    .isTrue();
            if (columns.contains(name)) {
                assertThat(database.rows("SELECT offset_of_kafka FROM t WHERE " + TableId.quote(name) + " = 21.5"))
                        .as("seed %d, column %s", seed, name)
                        .containsExactly(String.valueOf(i));
            }
        }
        assertThat(database.number("SELECT COUNT(*) FROM t"))
                .isEqualTo(names.size() - outcome.refused().size());
        assertThatNothingElseHappened(outcome, names, seed);
    }

    /** To the driver a backslash moves the end of a quoted name; what follows would look like a placeholder for a value. */
    @Test
    void aPayloadNeverBecomesSql() throws SQLException {
        database.run("CREATE TABLE t (`\\` TEXT, n BIGINT)");
        String value = "`) SELECT n, n, n FROM victim -- ";
        String options = "table=t\nfields.include=*\nauto.evolve=true";
        List<Object> payloads = new ArrayList<>();
        for (String marks : List.of("?", "??", "???", "????", "`?`?")) {
            payloads.add(new TreeMap<>(Map.of("\\", value, marks, value)));
            payloads.add(new TreeMap<>(Map.of("a\\", value, marks + "\\", value, "b" + marks, value)));
        }
        List<String> topics = payloads.stream().map(Object::toString).toList();

        Outcome outcome = write(options, topics, payloads::get);

        assertThat(outcome.refused()).isEmpty();
        assertThat(database.rows("SELECT `\\`, `?` FROM t WHERE `?` IS NOT NULL"))
                .containsExactly("null " + value);
        assertThat(database.rows("SELECT `b``?``?` FROM t WHERE `b``?``?` IS NOT NULL"))
                .containsExactly(value);
        assertThat(database.number("SELECT COUNT(*) FROM t")).isEqualTo(payloads.size());
        assertThat(database.rows("SELECT n FROM victim")).containsExactly("42");
    }

    /** By MySQL's manual, "Schema Object Names", and its driver. */
    private static boolean isLegal(String name) {
        return name.length() <= TableId.MAX_NAME_LENGTH
                && !name.endsWith(" ")
                && !name.contains("\\")
                && name.chars().noneMatch(c -> c < ' ' || Character.isSurrogate((char) c));
    }

    private void assertThatNothingElseHappened(Outcome outcome, List<String> names, long seed) throws SQLException {
        assertThat(database.rows("SELECT n FROM victim")).containsExactly("42");
        assertThat(outcome.refused()).as("seed %d", seed).doesNotHaveDuplicates();
        assertThat(outcome.refused().size()).as("seed %d", seed).isLessThan(names.size() - 10);
        assertThat(outcome.reasons())
                .allSatisfy(reason -> assertThat(reason).contains("home-0@", "strategy 'top level'"));
    }

    private record Outcome(List<Long> refused, List<String> reasons) {}

    private Outcome write(String options, List<String> names, IntFunction<Object> payload) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ConnectHeaders headers = new ConnectHeaders();
            headers.addString("mqtt.topic", "home/" + names.get(i));
            SinkRecord record = new SinkRecord(
                    "home", 0, null, null, null, payload.apply(i), i, 1L, TimestampType.CREATE_TIME, headers);
            records.add(record.newRecord(names.get(i), 0, null, null, null, payload.apply(i), 1L, headers));
        }
        try (TaskUnderTest task = new TaskUnderTest(database, options, LIMITS)) {
            task.insist(records);
            return new Outcome(task.putAside(), task.reasons());
        }
    }

    /** All different, also for a server that does not tell upper from lower case in columns. */
    private static List<String> names(Random random) {
        Set<String> names = new LinkedHashSet<>(KNOWN);
        while (names.size() < COUNT) {
            StringBuilder name = new StringBuilder();
            for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
                name.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            names.add(name.toString());
        }
        return List.copyOf(names);
    }
}
