// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.OtherSinkKey.Fate;
import io.mqttmysql.sink.testing.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the keys of other JDBC sinks. */
class OtherSinkKeysTest {
    private static final Set<String> OURS = MySqlSinkConfig.definition().names();
    private static final List<OtherSinkKey> TABLE = OtherSinkKeyTable.read();

    private static String problems(String properties) {
        ConfigProblems problems = new ConfigProblems();
        UnknownKeys.check(Mapping.settings(properties), OURS, problems);
        return problems.toString();
    }

    /** A line of docs/coming-from-jdbc.md. */
    private static String line(OtherSinkKey key) {
        String except = key.harmless().stream()
                .map(value -> value.isEmpty() ? "empty" : "`" + value + "`")
                .sorted()
                .collect(Collectors.joining(" or "));
        return "| `" + key.name() + "` | " + key.sinks() + " | "
                + key.fate().name().toLowerCase(Locale.ROOT) + (except.isEmpty() ? "" : " unless " + except) + " | "
                + key.note() + " |";
    }

    @Test
    void theDocumentShowsTheWholeTableAndNothingElse() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("..", "docs", "coming-from-jdbc.md")).stream()
                .filter(line -> line.matches("\\| `[^`]+` \\| (Confluent|Aiven|Debezium)[^|]*\\|.*"))
                .toList();
        List<String> decided = TABLE.stream().map(OtherSinkKeysTest::line).toList();

        assertThat(documented).containsExactlyElementsOf(decided);
    }

    @Test
    void aKeyThatMeansTheSameIsOneOfOursAndAnyOtherIsNot() {
        for (OtherSinkKey key : TABLE) {
            boolean isOurs = key.fate() == Fate.SAME || key.fate() == Fate.MAPPED;
            assertThat(OURS.contains(key.name())).as(key.name()).isEqualTo(isOurs);
        }
        assertThat(TABLE.stream().map(OtherSinkKey::name).collect(Collectors.toSet()))
                .hasSameSizeAs(TABLE);
    }

    @Test
    void everyRefusedKeyIsAnErrorOnItselfAndNoOtherIs() {
        for (OtherSinkKey key : TABLE) {
            String name = key.name().replace("*", "anything.else");
            String found = problems(name + "=some value");
            if (key.fate() == Fate.REFUSED) {
                assertThat(found).startsWith(name + ": is a key of the " + key.sinks() + " JDBC sink; " + key.note());
                assertThat(found).doesNotContain("some value").doesNotContain("\n");
            } else {
                assertThat(found).as(name).isEmpty();
            }
            key.harmless()
                    .forEach(value -> assertThat(problems(name + "=" + value)).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dialect.name=MySqlDatabaseDialect               |
            dialect.name=PostgreSqlDatabaseDialect          | dialect.name: is a key of the Confluent, Aiven JDBC sink; this sink writes to MySQL and MariaDB only
            replace.null.with.default=true                  |
            replace.null.with.default=false                 | replace.null.with.default: is a key of the Confluent JDBC sink; a null of a field that has a default is stored as the default
            date.timezone=DB_TIMEZONE                       |
            date.timezone=DB_TIMEZONE;db.timezone=UTC       |
            date.timezone=UTC;db.timezone=-05:00            |
            date.timezone=DB_TIMEZONE;db.timezone=-05:00    | date.timezone: with a db.timezone west of UTC it moves days by one; a Date names a day here, whatever the zone: remove it
            primary.key.mode=record_key                     | primary.key.mode: is a key of the Debezium JDBC sink; write pk.mode
            connection.username=anna                        | connection.username: is a key of the Debezium JDBC sink; write connection.user
            connection.useSSL=true                          | connection.useSSL: is a key of the Confluent JDBC sink; write properties of the driver after the ? of connection.url, and sslMode, useSSL and the like into connection.ssl.mode
            connection.rewriteBatchedStatements=true        |
            connection.usr=anna                             | connection.usr: is not a key of this sink; did you mean 'connection.user'?
            connection.allowLoadLocalInfile=true            | connection.allowLoadLocalInfile: is a key of the Confluent JDBC sink; write properties of the driver after the ? of connection.url, and sslMode, useSSL and the like into connection.ssl.mode
            """)
    void whatIsRefusedSaysWhatToWrite(String properties, String problem) {
        assertThat(problems(properties.replace(';', '\n'))).isEqualTo(problem == null ? "" : problem);
    }

    @Test
    void whatIsIgnoredIsNamedByTheWarningAboutUnknownKeys() {
        assertThat(UnknownKeys.of(
                        Mapping.settings("connection.attempts=3\ntrim.sensitive.log=true\npk.mode=none\ndialect.name="),
                        OURS))
                .containsExactly("connection.attempts", "dialect.name", "trim.sensitive.log");
    }

    @Test
    void aFileOfTheConfluentSinkIsUsedAsItIs() {
        String confluent = """
                name=sink
                connector.class=io.mqttmysql.sink.MySqlSinkConnector
                tasks.max=3
                topics=orders
                connection.url=jdbc:mysql://db:3306/shop
                connection.user=u
                connection.password=p
                connection.attempts=10
                dialect.name=MySqlDatabaseDialect
                insert.mode=upsert
                batch.size=1000
                delete.enabled=true
                table.name.format=kafka_${topic}
                pk.mode=record_key
                pk.fields=id
                fields.whitelist=name,price
                auto.create=true
                auto.evolve=true
                quote.sql.identifiers=always
                max.retries=2147483647
                retry.backoff.ms=3000
                """;
        MySqlSinkConfig config = MySqlSinkConfig.from(Mapping.settings(confluent));
        assertThat(config.mapping().strategies().strategies()).hasSize(1);
        assertThat(config.failures().retry().maxRetries()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aFileOfTheAivenSinkIsUsedAsItIs() {
        String aiven = """
                name=sink
                connector.class=io.mqttmysql.sink.MySqlSinkConnector
                topics=shop.orders,b
                connection.url=jdbc:mysql://db:3306/shop
                insert.mode=multi
                pk.mode=kafka
                table.name.normalize=true
                topics.to.tables.mapping=shop.orders:orders,b:c
                sql.quote.identifiers=true
                """;
        assertThat(MySqlSinkConfig.from(Mapping.settings(aiven))
                        .mapping()
                        .strategies()
                        .strategies())
                .hasSize(1);
    }
}
