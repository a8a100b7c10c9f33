// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.Bounds;
import io.mqttmysql.testing.QuickstartProcess;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** On servers of the person's own the quickstart is a guest: it takes what is published, and leaves one new schema. */
@ExtendWith(StackExtension.class)
@Tag("processes")
class QuickstartIT {
    private static final int READINGS = 20;

    private final LocalStack stack;

    @TempDir
    private Path folder;

    QuickstartIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void onOwnServersItPublishesNothingSetsNothingAndEndsItsSession() throws Exception {
        Map<String, String> variables = rows("SHOW GLOBAL VARIABLES");
        Map<String, String> tables = tablesOutside("none");
        Queue<String> published = new ConcurrentLinkedQueue<>();
        MqttAsyncClient witness = witness(published);
        try (QuickstartProcess quickstart = QuickstartProcess.start(folder.resolve("screen"), ownServers())) {
            String schema = quickstart.awaitWords("new schema '(mqtt_quickstart_\\w+)'");
            quickstart.awaitWords("(until Ctrl-C)");
            publish();
            await().until(() -> count(schema + ".dead_letters") == 1);
            await().until(() -> count(schema + ".readings") == READINGS);

            assertThat(quickstart.interrupt()).as(quickstart.screen()).isZero();

            String client = quickstart.awaitWords("The session (quickstart-\\w+-0) at \\S+ is ended");
            assertThat(hasSession(client)).isFalse();
            quickstart.awaitWords("(DONE: .*messages 21, rows 20, dead letters 1)");
            assertThat(quickstart.screen()).doesNotContain(stack.mysql().password());
            await().until(() -> published.size() > READINGS);
            assertThat(published).hasSize(READINGS + 1).allMatch(topic -> topic.startsWith("Home/kitchen/"));
            assertThat(rows("SHOW GLOBAL VARIABLES")).isEqualTo(variables);
            assertThat(tablesOutside(schema)).isEqualTo(tables);
            assertThat(rows("SELECT table_name, '' FROM information_schema.tables WHERE table_schema = '" + schema
                            + "'"))
                    .containsKeys("dead_letters", "readings", "connect_sink_offsets");
        } finally {
            witness.disconnect().waitForCompletion(Bounds.ANSWER_MS);
            witness.close(true);
        }
    }

    private List<String> ownServers() throws IOException {
        Path password =
                Files.writeString(folder.resolve("password"), stack.mysql().password() + "\n");
        return List.of(
                "--mqtt", stack.mqtt().uri(),
                "--mysql", stack.mysql().jdbcUrl(""),
                "--user", stack.mysql().user(),
                "--password-file", password.toString());
    }

    private void publish() throws MqttException {
        MqttAsyncClient house = new MqttAsyncClient(stack.mqtt().uri(), "own-house", new MemoryPersistence());
        house.connect(new MqttConnectionOptions()).waitForCompletion(Bounds.ANSWER_MS);
        for (int i = 0; i < READINGS; i++) {
            publish(house, "21." + i);
        }
        publish(house, "nan");
        house.disconnect().waitForCompletion(Bounds.ANSWER_MS);
        house.close(true);
    }

    private static void publish(MqttAsyncClient house, String payload) throws MqttException {
        house.publish("Home/kitchen/temperature", payload.getBytes(StandardCharsets.UTF_8), 1, false)
                .waitForCompletion(Bounds.ANSWER_MS);
    }

    /** Hears everything that anybody publishes. */
    private MqttAsyncClient witness(Queue<String> published) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(stack.mqtt().uri(), "witness", new MemoryPersistence());
        client.connect(new MqttConnectionOptions()).waitForCompletion(Bounds.ANSWER_MS);
        IMqttMessageListener note = (topic, message) -> published.add(topic);
        client.subscribe(
                        new MqttSubscription[] {new MqttSubscription("#", 1)},
                        null,
                        null,
                        new IMqttMessageListener[] {note},
                        new MqttProperties())
                .waitForCompletion(Bounds.ANSWER_MS);
        return client;
    }

    /** Asking ends it, too: the new one lasts as long as the question. */
    private boolean hasSession(String clientId) throws MqttException {
        MqttConnectionOptions resuming = new MqttConnectionOptions();
        resuming.setCleanStart(false);
        resuming.setSessionExpiryInterval(0L);
        MqttAsyncClient client = new MqttAsyncClient(stack.mqtt().uri(), clientId, new MemoryPersistence());
        IMqttToken token = client.connect(resuming);
        token.waitForCompletion(Bounds.ANSWER_MS);
        client.disconnect().waitForCompletion(Bounds.ANSWER_MS);
        client.close(true);
        return token.getSessionPresent();
    }

    private Map<String, String> tablesOutside(String schema) throws SQLException {
        return rows("SELECT CONCAT(table_schema, '.', table_name), create_time FROM information_schema.tables"
                + " WHERE table_schema <> '" + schema + "'");
    }

    private Map<String, String> rows(String sql) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = stack.mysql().connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.put(rows.getString(1), String.valueOf(rows.getString(2)));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(rows("SELECT 'rows', COUNT(*) FROM " + table).get("rows"));
    }
}
