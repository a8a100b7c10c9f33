// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mqttmysql.quickstart.scenario.Scenario.Afterwards;
import io.mqttmysql.quickstart.scenario.Scenario.Faults;
import io.mqttmysql.quickstart.scenario.Scenario.Judgement;
import io.mqttmysql.quickstart.scenario.Scenario.Publishing;
import io.mqttmysql.stack.command.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aPersonsFiles() throws IOException {
        Files.writeString(folder.resolve("password"), "geheim\n");
        Files.writeString(folder.resolve("sink.json"), "{\"table\": \"mine\"}");
        Files.writeString(folder.resolve("tables.sql"), "CREATE TABLE mine (id INT);");
    }

    @Test
    void aPlainCallShowsTheFaultsAndProvesEveryMessageOfAMinute() {
        Scenario scenario = scenario("");

        assertThat(scenario.publishing()).isEqualTo(Publishing.HOUSE);
        assertThat(scenario.faults()).isEqualTo(Faults.SHOWN);
        assertThat(scenario.ending().judgement()).isEqualTo(Judgement.PROOF);
        assertThat(scenario.ending().afterwards()).isEqualTo(Afterwards.STOP);
        assertThat(scenario.pace().duration()).hasValue(Duration.ofSeconds(60));
        assertThat(scenario.schema()).isEqualTo("home");
    }

    @Test
    void onAnOwnBrokerNothingIsPublishedAndItRunsUntilInterrupted() {
        Scenario scenario = scenario("--mqtt tcp://broker");

        assertThat(scenario.housePublishes()).isFalse();
        assertThat(scenario.showsFaults()).isFalse();
        assertThat(scenario.ending().judgement()).isEqualTo(Judgement.LAG);
        assertThat(scenario.pace().duration()).isEmpty();
        assertThat(scenario.ownBroker())
                .hasValue(new OwnBroker("tcp://broker:1883", List.of("Home/#"), "quickstart-4711", BrokerLogin.NONE));
    }

    @Test
    void simulateTurnsPublishingOnThereAndNoFault() {
        Scenario scenario = scenario("--mqtt tcp://broker --simulate");

        assertThat(scenario.housePublishes()).isTrue();
        assertThat(scenario.showsFaults()).isFalse();
        assertThat(scenario.ending().judgement()).isEqualTo(Judgement.PROOF);
        assertThat(scenario.pace().duration()).hasValue(Duration.ofSeconds(60));
    }

    @Test
    void anOwnMySqlGetsOneNewSchemaAndNoFault() {
        Scenario scenario = scenario("--mysql db:3307 --user anna --password-file password");

        assertThat(scenario.housePublishes()).isTrue();
        assertThat(scenario.showsFaults()).isFalse();
        assertThat(scenario.ending().judgement()).isEqualTo(Judgement.PROOF);
        assertThat(scenario.schema()).isEqualTo("mqtt_quickstart_4711");
    }

    @Test
    void theRowsOfAnOwnSinkFileAreUnknownSoItsLagIsJudged() {
        Scenario scenario = scenario("--config sink.json --tables tables.sql");

        assertThat(scenario.housePublishes()).isTrue();
        assertThat(scenario.showsFaults()).isFalse();
        assertThat(scenario.ending().judgement()).isEqualTo(Judgement.LAG);
        assertThat(scenario.ownSink().orElseThrow().settings()).containsEntry("table", "mine");
    }

    @Test
    void faultsCanBeLeftOut() {
        assertThat(scenario("--no-faults").showsFaults()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--simulate, --simulate needs --mqtt",
        "--filter a/#, --filter needs --mqtt",
        "--user anna, --user needs --mysql",
        "--password-file password, --password-file needs --mysql",
        "--mysql db, --mysql needs --user",
        "--mysql db --user anna, --mysql needs --password-file",
        "--tables tables.sql, --tables needs --config",
        "--mqtt tcp://b --simulate --filter a/#, --simulate does not go with --filter",
        "--mqtt tcp://b --keep, --keep does not go with --mqtt",
        "--mqtt tcp://b --rate 5, --rate needs --simulate",
        "--for 24h --rate 100, are more than the 250000 that the proof can hold",
        "--config none.json, none.json", // no such file
    })
    void whatDoesNotGoTogetherIsOneSentence(String arguments, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scenario(arguments))
                .withMessageContaining(sentence);
    }

    @Test
    void withOthersPublishingItMayRunForAsLongAsOneLikes() {
        assertThat(scenario("--mqtt tcp://broker --for 24h").pace().duration()).hasValue(Duration.ofHours(24));
    }

    private Scenario scenario(String arguments) {
        List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
        return Scenario.of(
                CommandLines.read(
                        new QuickstartCommand(),
                        words.stream()
                                .map(word -> word.matches("(password|.*\\.(json|sql))") ? folder.resolve(word) : word)
                                .map(String::valueOf)
                                .toList()),
                "4711");
    }
}
