// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.config.Warnings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write by mistake: each is an error on its own key, with value, reason and a way out. */
class BadConfigurationTest {
    private static final String LONG = "n".repeat(65);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # the URL
            connection.url         | ""                                    | connection.url is not a MySQL URL; write jdbc:mysql://host:3306/database.
            connection.url         | db.example.com:3306/home              | connection.url is not a MySQL URL
            connection.url         | jdbc:postgresql://db/home             | connection.url is not a MySQL URL
            connection.url         | jdbc:mariadb://db/home                | connection.url is not a MySQL URL
            connection.url         | jdbc:mysql://anna:secret@db/home      | contains a user or password; put them into connection.user and connection.password
            connection.url         | jdbc:mysql://db/home?user=anna        | sets 'user'; put it into connection.user
            connection.url         | jdbc:mysql://db/home?sslMode=REQUIRED | sets 'sslMode'; put it into connection.ssl.mode
            connection.url         | jdbc:mysql://db/home?allowLoadLocalInfile=true      | sets 'allowLoadLocalInfile', which can read files or load classes; remove it
            connection.url         | jdbc:mysql://db/home?%61llowLoadLocalInfile=true    | which can read files or load classes
            connection.url         | jdbc:mysql://db/home?queryInterceptors=x.Y          | sets 'queryInterceptors', which can read files or load classes
            connection.url         | jdbc:mysql://(host=db,allowUrlInLocalInfile=true)/x | which can read files or load classes
            # references that the worker did not resolve
            connection.url         | ${env:MYSQL_URL}                      | the worker did not resolve the reference ${env:MYSQL_URL}; let it know the provider (config.providers=env
            connection.user        | ${file:/run/db.properties:user}       | the worker did not resolve the reference ${file:/run/db.properties:user}
            connection.password    | ${file:/run/db.properties:password}   | the worker did not resolve the reference; let it know the provider (config.providers=file
            connection.ssl.truststore.password | ${file:/run/secret:trust} | the worker did not resolve the reference; let it know the provider (config.providers=file
            strategy.a.table       | ${env:TABLE}                          | the worker did not resolve the reference ${env:TABLE}
            # names
            strategy.a.table       | LONG                                  | 65 characters and MySQL allows 64
            strategy.a.table       | LONG.t                                | 65 characters and MySQL allows 64
            strategy.a.table       | a.b.c                                 | with one dot at most
            strategy.a.table       | ""                                    | a table name is empty
            strategy.a.table       | {rom}                                 | {rom} is not captured by the filter 'Home/{room}' of strategy.a.match; did you mean 'room'?
            strategy.a.column.LONG | payload                               | a column's name of 1 to 64 characters
            offsets.table          | LONG                                  | each of 64 characters at most
            offsets.table          | ""                                    | write table or schema.table
            offsets.table          | a.b.c                                 | write table or schema.table
            offsets.table          | a\\b                                  | without back-ticks and backslashes
            offsets.owner          | LONGLONGLONG                          | longer than 190 characters
            # keys
            strategy.a.pk.fields   | rom                                   | 'rom' is not a mapped column; did you mean 'room'?
            strategy.a.upsert.newer.by | at                                | no effect unless insert.mode is upsert
            strategy.a.insert.mode | upsrt                                 | write one of insert, insert_if_absent, upsert, update
            # numbers
            batch.size             | 0                                     | Value must be at least 1
            batch.size             | -5                                    | Value must be at least 1
            batch.size             | 100001                                | Value must be no more than 100000
            batch.size             | many                                  | Not a number of type INT
            max.rows               | $..r[*]                               | Not a number of type INT
            strategy.a.rows        | $..r[*]                               | a path of rows has one wildcard
            retry.backoff.ms       | 1s                                    | Not a number of type LONG
            connection.pool.size   | 0                                     | Value must be at least 1
            connection.pool.size   | 101                                   | Value must be no more than 100
            connection.timeout.ms  | 0                                     | Value must be at least 250
            socket.timeout.ms      | 0                                     | Value must be at least 1000
            # what becomes of bad records
            errors.tolerance       | all                                   | records that cannot be stored would vanish without a trace; set errors.deadletterqueue.topic.name
            # mistyped keys
            conection.url          | x                                     | did you mean 'connection.url'?
            batchsize              | 5                                     | did you mean 'batch.size'?
            strategy.a.colum.x     | payload                               | 'colum.x' is not an option of a strategy
            strategy.b.table       | t                                     | 'b' is not listed in strategies; there are: a
            # words that are not truth values
            strategy.a.discard     | yes                                   | write true or false
            strategy.a.delete.enabled | on                                 | write true or false
            auto.create            | yes                                   | write true or false
            validate.connection    | yes                                   | Expected value to be either true or false
            """)
    void isAnErrorOnItsKey(String key, String value, String message) {
        Map<String, String> settings = sound();
        String wholeKey = key.replace("LONG", LONG);
        settings.put(wholeKey, value.replace("LONG", LONG));

        List<String> errors = errors(settings).getOrDefault(wholeKey, List.of());

        assertThat(errors).isNotEmpty().allSatisfy(error -> assertThat(error).doesNotContain("secret"));
        assertThat(errors.get(0)).contains(message);
        assertThat(errors).hasSize(1);
    }

    /** Kafka says of a text that is not a number, too, that it is null. */
    @Test
    void aShareInPercentIsNotCalledNull() {
        Map<String, String> settings = sound();
        settings.put("errors.tolerance", "all");
        settings.put("errors.deadletterqueue.topic.name", "dead");
        settings.put("errors.max.share", "20%");

        assertThat(errors(settings))
                .containsOnlyKeys("errors.max.share")
                .extractingByKey("errors.max.share")
                .isEqualTo(
                        List.of("Invalid value 20% for configuration errors.max.share: Not a number of type DOUBLE"));
    }

    /** A secret may look like a reference, and a text in an expression may be one. */
    @Test
    void aPasswordOrALiteralThatContainsAReferenceIsNone() {
        Map<String, String> settings = sound();
        settings.put("connection.password", "x${a:b}y");
        settings.put("connection.ssl.truststore.password", "canary${a:b}secret");
        settings.put("strategy.a.column.note", "'${env:X}'");

        assertThat(errors(settings))
                .as("of the trust store, which is not there")
                .containsOnlyKeys("connection.ssl.truststore.password")
                .extractingByKey("connection.ssl.truststore.password")
                .asString()
                .contains("there is no trust store")
                .doesNotContain("canary");
    }

    @Test
    void aSoundFileDeservesNoWarning() {
        assertThat(Warnings.of(sound())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            value.converter   |                                                | add: value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
            header.converter  |                                                | turn the header 007 into 7
            value.converter   | org.apache.kafka.connect.json.JsonConverter    | set value.converter.schemas.enable=false for plain JSON
            value.converter   | JsonConverter                                  | set value.converter.schemas.enable=false for plain JSON
            errors.deadletterqueue.topic.name | dead                           | set errors.deadletterqueue.context.headers.enable=true
            """)
    void whatIsLegalButProbablyNotMeantIsAWarning(String key, String value, String message) {
        Map<String, String> settings = sound();
        settings.put(key, value);
        settings.values().removeIf(text -> text == null);

        assertThat(Warnings.of(settings)).singleElement().asString().contains(message);
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

    private static Map<String, String> sound() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "name", "home",
                "topics", "home",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "header.converter", "org.apache.kafka.connect.storage.StringConverter",
                "connection.url", "jdbc:mysql://127.0.0.1:3306/home",
                "connection.user", "home",
                "validate.connection", "false"));
        settings.putAll(Map.of(
                "strategies", "a",
                "strategy.a.match", "Home/{room}",
                "strategy.a.table", "readings",
                "strategy.a.column.room", "{room}"));
        return settings;
    }
}
