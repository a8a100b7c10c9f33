// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.MySqlSinkConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad configuration is found before a task starts, each fault on the key that has to change. */
class MySqlSinkConnectorTest {
    private final MySqlSinkConnector connector = new MySqlSinkConnector();

    @Test
    void aSoundConfigurationHasNoErrors() {
        assertThat(errors(sound())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // key                            | value                               | what the message says
                "connection.url                   | jdbc:postgresql://db/home           | jdbc:mysql:",
                "connection.url                   | jdbc:mysql://db/home?allowLoadLocalInfile=true | allowLoadLocalInfile",
                "connection.pool                  | some                                | VALIDATED",
                "delivery.guarantee               | twice                               | EXACTLY_ONCE",
                "batch.size                       | 0                                   | at least 1",
                "strategies                       | a b                                 | is not a name",
                "strategy.readings.column.value   | $.DS18B20-1                         | $['DS18B20-1']",
                "strategy.readings.column.room    | ${room}                             | {room}",
                "strategy.readings.tabel          | readings                            | did you mean 'table'",
                "strategy.other.table             | readings                            | not listed in strategies",
                "errors.tolerance                 | all                                 | errors.deadletterqueue.topic.name",
                "errors.max.share                 | 2                                   | no more than 1",
                "errors.max.share                 | 0.5                                 | errors.tolerance=all",
                "batch.sise                       | 100                                 | did you mean 'batch.size'",
                "strategies.readings.discard      | true                                | did you mean 'strategy.readings.discard'",
                "colum.value                      | payload                             | did you mean 'column.value'",
                "db.timezone                      | Nowhere                             | not a time zone",
                "primary.key.mode                 | record_key                          | write pk.mode",
                "column.naming.strategy           | a.b.C                               | write fields.rename",
                "connection.sslMode               | DISABLED                            | connection.ssl.mode",
                "dialect.name                     | OracleDatabaseDialect               | MySQL and MariaDB only",
                "strategy.readings.pk.mode        | record_key                          | map it by column.<column>",
            })
    void aFaultStandsOnItsKey(String key, String value, String message) {
        Map<String, String> settings = sound();
        settings.put(key, value);

        assertThat(errors(settings)).containsKey(key);
        assertThat(errors(settings).get(key))
                .anySatisfy(error -> assertThat(error).contains(message));
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        Map<String, String> settings = sound();
        settings.put("batch.size", "0");
        settings.put("errors.tolerance", "all");
        settings.put("strategy.readings.column.value", "$.");

        assertThat(errors(settings))
                .containsOnlyKeys("batch.size", "errors.tolerance", "strategy.readings.column.value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strategies.unmatched",
                "errors.tolerance",
                "errors.deadletterqueue.topic.name",
                "offsets.owner",
                "batch.size",
                "column.x",
                "strategy.other.table"
            })
    void aNullOfTheRestApiIsAKeyThatIsNotSet(String key) {
        Map<String, String> settings = sound();
        settings.put("errors.tolerance", "all");
        settings.put("errors.log.enable", "true");
        settings.put(key, null);

        assertThat(errors(settings)).isEmpty();
        assertThat(MySqlSinkConfig.from(settings).mapping().strategies().strategies())
                .hasSize(1);
        connector.start(settings);
        assertThat(connector.taskConfigs(1).get(0)).doesNotContainKey(key);
    }

    @Test
    void withoutStrategiesByNullTheTopLevelIsMeant() {
        Map<String, String> settings = sound();
        settings.put("strategies", null);

        assertThat(errors(settings)).containsKey("strategy.readings.match");
    }

    @Test
    void aMissingUrlIsAnError() {
        Map<String, String> settings = sound();
        settings.remove("connection.url");

        assertThat(errors(settings)).containsOnlyKeys("connection.url");
    }

    @Test
    void keysOfConnectAreNotOurBusiness() {
        Map<String, String> settings = sound();
        settings.put("transforms", "a");
        settings.put("transforms.a.type", "x");
        settings.put("errors.retry.timeout", "1");
        settings.put("consumer.override.max.poll.records", "3000");

        assertThat(errors(settings)).isEmpty();
    }

    @Test
    void everyTaskGetsTheWholeConfigurationAndItsNumber() {
        connector.start(sound());

        List<Map<String, String>> configs = connector.taskConfigs(2);

        assertThat(configs).hasSize(2).allSatisfy(config -> assertThat(config).containsAllEntriesOf(sound()));
        assertThat(configs)
                .extracting(config -> config.get(MySqlSinkConfig.TASK_INDEX))
                .containsExactly("0", "1");
    }

    @Test
    void offsetsAreAlteredInBothGuaranteesOnlyWhereTheirTableCanBeAsked() {
        assertThatThrownBy(() -> connector.alterOffsets(sound(), Map.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("were not changed");
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(new MySqlSinkTask().version()).isEqualTo(connector.version());
    }

    private Map<String, List<String>> errors(Map<String, String> settings) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : connector.validate(settings).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    private static Map<String, String> sound() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "name", "home",
                "connector.class", MySqlSinkConnector.class.getName(),
                "topics", "home",
                "connection.url", "jdbc:mysql://127.0.0.1:3306/home",
                "connection.user", "home",
                "strategies", "readings",
                "strategy.readings.match", "Home/{room}/{quantity}",
                "strategy.readings.table", "readings",
                "strategy.readings.column.room", "{room}",
                "strategy.readings.column.value", "payload"));
        settings.put("validate.connection", "false");
        return settings;
    }
}
