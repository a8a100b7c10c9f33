// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class ConfigProblemsTest {
    private final ConfigProblems problems = new ConfigProblems();

    @Test
    void namesTheKeyTheValueAndTheReason() {
        problems.add("mqtt.qos", "2", "write 1");
        problems.add("mqtt.qos", "2", "write 1");
        problems.add("mqtt.username", "set both or neither");
        problems.addSentence("tasks.max", "Invalid value 0 for configuration tasks.max.");

        assertThat(problems).hasToString("""
                mqtt.qos = '2': write 1
                mqtt.username: set both or neither
                Invalid value 0 for configuration tasks.max.""");
        assertThat(problems.count()).isEqualTo(3);
    }

    @Test
    void quotesTheBeginningOfALongValue() {
        problems.add("match", "x".repeat(121), "too long");

        assertThat(problems).hasToString("match = '" + "x".repeat(120) + "…': too long");
    }

    @Test
    void saysNothingMoreOfAKeyThatIsSettled() {
        problems.addAlone("mqtt.qos", "is a reference");
        problems.add("mqtt.qos", "${env:QOS}", "not a number");

        assertThat(problems).hasToString("mqtt.qos: is a reference");
    }

    @Test
    void showsEachOnItsField() {
        List<ConfigValue> fields = new ArrayList<>(List.of(new ConfigValue("match")));
        problems.add("match", "is missing");
        problems.add("column.t", "is missing");

        problems.addTo(fields);

        assertThat(fields).extracting(ConfigValue::name).containsExactly("match", "column.t");
        assertThat(fields)
                .extracting(ConfigValue::errorMessages)
                .containsExactly(List.of("match: is missing"), List.of("column.t: is missing"));
    }

    @Test
    void keepsWhatKafkaSaysOfNullOnlyWhereNothingElseIsSaid() {
        ConfigValue text = new ConfigValue("share");
        ConfigValue absent = new ConfigValue("url");
        text.addErrorMessage("Invalid value 20% for configuration share: Not a number of type DOUBLE");
        text.addErrorMessage("Invalid value null for configuration share: Value must be non-null");
        absent.addErrorMessage("Invalid value null for configuration url: Value must be non-null");

        ConfigProblems.dropComplaintsOfNull(List.of(text, absent));

        assertThat(text.errorMessages())
                .containsExactly("Invalid value 20% for configuration share: Not a number of type DOUBLE");
        assertThat(absent.errorMessages()).hasSize(1);
    }

    @Test
    void findsReferencesInKeysThatAreLookedAt() {
        ConfigDef ours = new ConfigDef()
                .define("url", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "")
                .define("password", ConfigDef.Type.PASSWORD, ConfigDef.Importance.HIGH, "");
        Map<String, String> settings =
                Map.of("url", "tcp://${env:H}", "password", "a${x:y}", "own.a", "${env:A}", "other", "${env:B}");

        UnresolvedValues.check(settings, ours, key -> key.startsWith("own."), problems);

        assertThat(problems.all()).extracting(ConfigProblems.Problem::key).containsExactly("own.a", "url");
    }

    @Test
    void leavesConnectsOwnKeysAlone() {
        ConnectKeys keys = ConnectKeys.with(Set.of("topics", "topic.creation."));
        Map<String, String> settings =
                Map.of("name", "", "topics", "", "topic.creation.x", "", "errors.x", "", "ours", "", "b", "", "a", "");

        assertThat(keys.unknown(settings, "ours"::equals)).containsExactly("a", "b");
    }
}
