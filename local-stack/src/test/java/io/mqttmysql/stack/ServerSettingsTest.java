// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class ServerSettingsTest {
    private static final Path FOLDER = Path.of("/stack");

    @Test
    void oneBrokerKeepsOneCopyOfEveryInternalTopic() {
        Map<String, String> settings = KafkaBroker.settings(new KafkaPorts(1, 2, 3, 4), KafkaUsers.NONE, FOLDER);

        assertThat(settings)
                .containsEntry("offsets.topic.replication.factor", "1")
                .containsEntry("transaction.state.log.replication.factor", "1")
                .containsEntry("transaction.state.log.min.isr", "1")
                .containsEntry("share.coordinator.state.topic.replication.factor", "1")
                .containsEntry("share.coordinator.state.topic.min.isr", "1");
    }

    @Test
    void everyKafkaListenerIsOnLoopback() {
        assertThat(KafkaBroker.settings(new KafkaPorts(1, 2, 3, 4), KafkaUsers.NONE, FOLDER))
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:1,LINKED://127.0.0.1:3,CONTROLLER://127.0.0.1:2")
                .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:1,LINKED://127.0.0.1:4");
    }

    @Test
    void aSecondBrokerJoinsTheFirstAndHasNoPartInTheQuorum() {
        assertThat(KafkaBroker.joining(new KafkaPorts(5, 6, 7, 8), new KafkaPorts(1, 2, 3, 4), FOLDER))
                .containsEntry("process.roles", "broker")
                .containsEntry("node.id", "2")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:2")
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:5,LINKED://127.0.0.1:7")
                .doesNotContainKey("advertised.listeners");
    }

    @Test
    void workersKeepConnectsOwnConvertersSoThatAForgottenOneShows() {
        assertThat(worker(List.of(), Map.of()))
                .containsEntry("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .doesNotContainKey("header.converter");
    }

    @Test
    void workersReadSecretsOnlyFromTheStacksFolder() {
        assertThat(worker(List.of(), Map.of()))
                .containsEntry("config.providers.file.param.allowed.paths", "/stack")
                .containsEntry("config.providers.env.param.allowlist.pattern", "(BOOTSTRAP_SERVERS|(MQTT|MYSQL)_.*)");
    }

    @Test
    void pluginFoldersAreListedAndNoneIsNoSetting() {
        assertThat(worker(List.of(Path.of("/a"), Path.of("/b")), Map.of())).containsEntry("plugin.path", "/a,/b");
        assertThat(worker(List.of(), Map.of())).doesNotContainKey("plugin.path");
    }

    @Test
    void theCallersSettingWins() {
        assertThat(worker(List.of(), Map.of("plugin.discovery", "hybrid_warn")))
                .containsEntry("plugin.discovery", "hybrid_warn");
    }

    @Test
    void settingsSurviveTheFile() throws IOException {
        Map<String, String> settings = Map.of("path", "/with space/\\and:more=#", "name", "grüß");
        Properties read = new Properties();

        read.load(new StringReader(Workplace.text(settings)));

        assertThat(read).isEqualTo(settings);
    }

    @Test
    void theMqttBrokerListensOnLoopbackAndTellsNobody() throws IOException, SAXException, ParserConfigurationException {
        String text = HiveMq.configuration(1883, StackSize.SMALL.sessions());

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(text(xml, "bind-address")).isEqualTo("127.0.0.1");
        assertThat(text(xml, "port")).isEqualTo("1883");
        assertThat(text(xml, "anonymous-usage-statistics")).isEqualTo("false");
        assertThat(text(xml, "max-queue-size")).isEqualTo("1000000");
        assertThat(text(xml, "mode")).isEqualTo("file");
    }

    @Test
    void aLongFolderPutsMySqlsSocketWhereItFits() {
        assertThat(MySqlServer.socket(FOLDER, 20_000)).isEqualTo(Path.of("/stack/mysqld.sock"));
        assertThat(MySqlServer.socket(Path.of("/" + "long/".repeat(20)), 20_000))
                .isEqualTo(Path.of("/tmp/local-stack-mysqld-20000.sock"));
    }

    @Test
    void mySqlReadsOneStatementALine() {
        assertThat(MySqlServer.users("secret").lines())
                .hasSize(3)
                .allMatch(line -> line.endsWith(";"))
                .contains("CREATE USER 'stack'@'%' IDENTIFIED BY 'secret';");
    }

    private static Map<String, String> worker(List<Path> plugins, Map<String, String> own) {
        return ConnectWorker.settings(3, "127.0.0.1:1", plugins, FOLDER, own);
    }

    private static String text(Document xml, String element) {
        return xml.getElementsByTagName(element).item(0).getTextContent().strip();
    }
}
