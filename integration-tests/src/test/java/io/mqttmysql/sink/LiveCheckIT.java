// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.check.ServerCheck;
import io.mqttmysql.sink.check.ServerCheck.Finding;
import io.mqttmysql.sink.config.MySqlSinkConfig;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real server says to a configuration, each answer on the key that has to change. */
@ExtendWith(StackExtension.class)
class LiveCheckIT {
    private static final String USER = "checked";
    private static final String PASSWORD = "canary-5a1f";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final LocalStack stack;
    private Database database;

    LiveCheckIT(LocalStack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void create() throws SQLException {
        database = Database.on(stack.mysql(), "live_check");
        database.run("CREATE TABLE climate (room VARCHAR(20) PRIMARY KEY, t DOUBLE, h DOUBLE)");
        database.run("CREATE TABLE needy (id BIGINT PRIMARY KEY, unit VARCHAR(5) NOT NULL)");
        database.run("CREATE TABLE old (room VARCHAR(20) PRIMARY KEY, t DOUBLE) ENGINE = MyISAM");
        database.run("DROP USER IF EXISTS " + USER);
        database.run("CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'");
        database.run("DROP ROLE IF EXISTS keeper");
    }

    @Test
    void aSoundConfigurationHasNoErrors() throws SQLException {
        grant("SELECT, INSERT, UPDATE, DELETE");
        Map<String, String> settings = settings();
        settings.put("strategy.a.insert.mode", "upsert");
        settings.put("strategy.a.delete.enabled", "true");

        assertThat(errors(settings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // changed key         | value                          | where the error stands  | what it says
                "connection.password   | wrong                          | connection.user         | Access denied for user 'checked'@",
                "connection.url        | /nowhere                       | connection.url          | may not use the database of connection.url",
                "strategy.a.table      | climat                         | strategy.a.table        | writes to table 'climat', which does not exist",
                "strategy.a.column.tt  | $.t                            | strategy.a.column.tt    | it has no column 'tt'; did you mean 't'?",
                "column.hh             | $.h                            | column.hh               | it has no column 'hh'; did you mean 'h'?",
                "strategy.a.table      | needy                          | strategy.a.column.room  | it has no column 'room'",
                "strategy.a.table      | needy                          | strategy.a.table        | its column 'unit' is NOT NULL without a default",
                "strategy.a.pk.fields  | t                              | strategy.a.pk.fields    | has no unique index on exactly (t)",
                "pk.fields             | t                              | pk.fields               | has no unique index on exactly (t)",
            })
    void whatDoesNotFitStandsOnItsKey(String key, String value, String place, String message) throws SQLException {
        grant("ALL");
        Map<String, String> settings = settings();
        settings.put("strategy.a.insert.mode", "upsert");
        settings.put(key, key.equals("connection.url") ? stack.mysql().jdbcUrl("nowhere") : value);

        Map<String, List<String>> errors = errors(settings);

        assertThat(errors).containsKey(place);
        assertThat(errors.get(place)).anySatisfy(error -> assertThat(error).contains(message));
        assertThat(errors.toString()).doesNotContain(PASSWORD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // rights              | settings                                                  | where
                // | what is denied
                "SELECT                | strategy.a.insert.mode=insert                             | strategy.a.table   | INSERT command denied",
                "INSERT                | strategy.a.insert.mode=insert                             | strategy.a.table   | SELECT command denied",
                "SELECT, INSERT        | strategy.a.insert.mode=insert                             |                    | ",
                "SELECT, INSERT        | strategy.a.insert.mode=upsert                             | strategy.a.table   | UPDATE command denied",
                "SELECT, INSERT        | strategy.a.insert.mode=insert_if_absent                   | strategy.a.table   | UPDATE command denied",
                "SELECT                | strategy.a.insert.mode=update                             | strategy.a.table   | UPDATE command denied",
                "SELECT, UPDATE        | strategy.a.insert.mode=update                             |                    | ",
                "SELECT, UPDATE        | strategy.a.insert.mode=update strategy.a.update.missing=insert | strategy.a.table | INSERT command denied",
                "SELECT, INSERT, UPDATE | strategy.a.insert.mode=upsert strategy.a.delete.enabled=true | strategy.a.table | DELETE command denied",
                "SELECT, INSERT        | strategy.a.table=fresh auto.create=true                   | auto.create        | CREATE command denied",
                "SELECT, INSERT, CREATE | strategy.a.table=fresh auto.create=true                  |                    | ",
                "SELECT, INSERT        | auto.evolve=true                                          | auto.evolve        | ALTER command denied",
                "SELECT, INSERT, ALTER | auto.evolve=true                                          |                    | ",
                "SELECT, INSERT        | delivery.guarantee=exactly_once                           | offsets.table      | CREATE command denied",
                "SELECT, INSERT        | delivery.guarantee=exactly_once offsets.table=positions   | offsets.table      | UPDATE command denied",
                "SELECT, INSERT, UPDATE | delivery.guarantee=exactly_once offsets.table=positions  |                    | ",
                "ALL                   | delivery.guarantee=exactly_once strategy.a.table=old      | strategy.a.table   | has the engine MyISAM",
                "ALL                   | delivery.guarantee=exactly_once offsets.table=old         | offsets.table      | has the engine MyISAM",
            })
    void theServerItselfSaysWhatTheUserMayDo(String rights, String others, String place, String message)
            throws SQLException {
        database.run("CREATE TABLE positions (owner VARCHAR(190), topic VARCHAR(249), partition_id INT,"
                + " next_offset BIGINT, last_timestamp BIGINT, format TINYINT DEFAULT 1)");
        grant(rights);
        Map<String, String> settings = settings();
        for (String setting : others.split(" ")) {
            settings.put(setting.split("=")[0], setting.split("=")[1]);
        }

        Map<String, List<String>> errors = errors(settings);

        if (place == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).containsOnlyKeys(place);
            assertThat(errors.get(place)).anySatisfy(error -> assertThat(error).contains(message));
        }
        assertThatNothingHasChanged();
    }

    private void assertThatNothingHasChanged() throws SQLException {
        assertThat(database.rows("SHOW TABLES")).containsExactlyInAnyOrder("climate", "needy", "old", "positions");
        assertThat(database.number("SELECT COUNT(*) FROM climate")).isZero();
        assertThat(database.number("SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = DATABASE()"
                        + " AND TABLE_NAME = 'climate'"))
                .isEqualTo(3);
    }

    /** Who may use any database is told apart. */
    @Test
    void aDatabaseThatIsNotThereIsSaidToBe() {
        Map<String, String> settings = settings();
        settings.put("connection.url", stack.mysql().jdbcUrl("nowhere"));
        settings.put("connection.user", stack.mysql().user());
        settings.put("connection.password", stack.mysql().password());

        assertThat(errors(settings).get("connection.url"))
                .singleElement()
                .asString()
                .contains("the database named in connection.url does not exist", "1049");
    }

    /** Grants would have to be read with roles and patterns in mind; the server does that. */
    @Test
    void rightsOfARoleCount() throws SQLException {
        database.run("CREATE ROLE keeper");
        database.run("GRANT SELECT, INSERT, CREATE ON live_check.* TO keeper");
        database.run("GRANT keeper TO " + USER);
        database.run("SET DEFAULT ROLE keeper TO " + USER);
        Map<String, String> settings = settings();
        settings.put("delivery.guarantee", "exactly_once");

        assertThat(errors(settings)).isEmpty();
    }

    @Test
    void everythingIsSaidAtOnce() throws SQLException {
        grant("SELECT, INSERT");
        Map<String, String> settings = settings();
        settings.put("strategies", "a, b");
        settings.put("strategy.a.column.tt", "$.t");
        settings.put("strategy.a.column.xx", "$.x");
        settings.put("strategy.b.table", "nowhere");
        settings.put("strategy.b.column.t", "$.t");
        settings.put("delivery.guarantee", "exactly_once");

        assertThat(errors(settings))
                .containsOnlyKeys("strategy.a.column.tt", "strategy.a.column.xx", "strategy.b.table", "offsets.table");
    }

    /** Somebody holds a table; what was found before that is said, and nothing is blamed for the rest. */
    @Test
    void aTableThatIsLockedTakesNoLongerThanTheLimit() throws SQLException {
        grant("ALL");
        Map<String, String> settings = settings();
        settings.put("strategies", "a, b");
        settings.put("strategy.a.column.tt", "$.t");
        settings.put("strategy.b.match", "Home/{room}");
        settings.put("strategy.b.table", "old");
        settings.put("strategy.b.column.room", "{room}");
        try (Connection holder = stack.mysql().connect(database.name());
                Statement lock = holder.createStatement()) {
            lock.execute("LOCK TABLES old WRITE");
            long start = System.nanoTime();

            Map<String, List<String>> errors = errors(settings);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plus(Patience.ANSWER));
            assertThat(errors).containsOnlyKeys("strategy.a.column.tt");
        }
    }

    @Test
    void moreConnectionsThanTheServerHasAreWorthAWarning() {
        Map<String, String> settings = settings();
        settings.put("connection.user", stack.mysql().user());
        settings.put("connection.password", stack.mysql().password());
        settings.put("connection.pool.size", "100");
        MySqlSinkConfig config = MySqlSinkConfig.from(settings);

        List<Finding> findings = new ServerCheck(config.connection(), config.pool(), config.delivery())
                .run(LIMIT, 200, (server, problems) -> {});

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEmpty();
            assertThat(finding.sentence())
                    .contains("tasks.max=200 times connection.pool.size=100 are 20000 connections");
        });
    }

    @Test
    void nothingIsAskedWhereThatIsNotWanted() {
        Map<String, String> settings = settings();
        settings.put("connection.password", "wrong");
        settings.put("validate.connection", "false");

        assertThat(errors(settings)).isEmpty();
    }

    /** Where every record says which columns are its key, only the records can tell whether they fit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "record_key   |      |           | ",
                "record_key   | room |           | ",
                "record_value | room |           | ",
                "record_key   | romo | pk.fields | it has no column 'romo'; did you mean 'room'?",
                "kafka        |      | pk.fields | it has no column '__connect_topic'",
            })
    void theKeyOfAFileOfAnotherJdbcSink(String mode, String fields, String place, String message) throws SQLException {
        grant("ALL");
        Map<String, String> settings = settings();
        settings.keySet().removeIf(key -> key.startsWith("strateg"));
        settings.put("table.name.format", "climate");
        settings.put("insert.mode", "upsert");
        settings.put("pk.mode", mode);
        if (fields != null) {
            settings.put("pk.fields", fields);
        }

        Map<String, List<String>> errors = errors(settings);

        if (place == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).containsOnlyKeys(place);
            assertThat(errors.get(place)).anySatisfy(error -> assertThat(error).contains(message));
        }
    }

    private void grant(String rights) throws SQLException {
        database.run("GRANT " + rights + " ON live_check.* TO " + USER);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "name", "house",
                "topics", "home",
                "connection.url", stack.mysql().jdbcUrl(database.name()),
                "connection.user", USER,
                "connection.password", PASSWORD,
                "strategies", "a",
                "strategy.a.match", "Home/{room}",
                "strategy.a.table", "climate",
                "strategy.a.column.room", "{room}"));
        settings.put("strategy.a.column.t", "$.t");
        return settings;
    }

    private static Map<String, List<String>> errors(Map<String, String> settings) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : new MySqlSinkConnector().validate(settings).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
