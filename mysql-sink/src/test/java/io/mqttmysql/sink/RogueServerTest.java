// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mqttmysql.sink.testing.Bounds;
import io.mqttmysql.sink.testing.FakeSinkTaskContext;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.RogueServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that asks for the worker's files gets none. */
class RogueServerTest {
    private static final String CANARY = "canary-7f3a";

    private final Metrics metrics = new Metrics();
    private Path file;

    @BeforeEach
    void write(@TempDir Path directory) throws IOException {
        file = Files.writeString(directory.resolve("secret.txt"), CANARY);
    }

    /** The rogue knows its trade: a plain driver that is allowed to hands the file over. */
    @Test
    void aDriverThatMayDoesSendTheFile() throws IOException {
        try (RogueServer rogue = new RogueServer(file.toString())) {
            String url = "jdbc:mysql://127.0.0.1:" + rogue.port() + "/home?user=me&sslMode=DISABLED&socketTimeout=2000";
            Throwable end = catchThrowable(() -> DriverManager.getConnection(url + "&allowLoadLocalInfile=true"));

            assertThat(rogue.received()).as("until %s", end).anyMatch(packet -> packet.contains(CANARY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"VALIDATED", "RECYCLED", "NONE"})
    void theTaskSendsNothingAndSaysWhy(String pool) throws IOException {
        try (RogueServer rogue = new RogueServer(file.toString())) {
            MySqlSinkTask task = new MySqlSinkTask();
            task.initialize(context());
            task.start(settings(rogue, pool));
            task.open(List.of(new TopicPartition("home", 0)));

            task.put(List.of(Records.mqtt("Home/Attic", "21.5")));

            task.stop();
            assertThat(rogue.wishes()).isPositive();
            assertThat(rogue.received()).noneMatch(packet -> packet.contains(CANARY));
            assertThat(lastError()).contains("LOCAL INFILE");
        }
    }

    /** Encryption does not help where nobody knows who is at the other end. */
    @Test
    void theTaskDoesNotSendItsPasswordAsItIs() throws IOException {
        try (RogueServer rogue = new RogueServer(file.toString())) {
            rogue.wantPassword();
            Map<String, String> settings = settings(rogue, "NONE");
            settings.put("connection.password", CANARY);
            MySqlSinkTask task = new MySqlSinkTask();
            task.initialize(context());
            task.start(settings);
            task.open(List.of(new TopicPartition("home", 0)));

            task.put(List.of(Records.mqtt("Home/Attic", "21.5")));

            task.stop();
            assertThat(rogue.received()).isNotEmpty().noneMatch(packet -> packet.contains(CANARY));
            assertThat(lastError()).contains("set connection.ssl.mode=VERIFY_IDENTITY");
        }
    }

    private FakeSinkTaskContext context() {
        FakeSinkTaskContext context = new FakeSinkTaskContext();
        context.metrics(new PluginMetricsImpl(metrics, new LinkedHashMap<>()));
        return context;
    }

    private String lastError() {
        return metrics.metric(metrics.metricName("last-error", "plugins", Map.of()))
                .metricValue()
                .toString();
    }

    private static Map<String, String> settings(RogueServer rogue, String pool) {
        Map<String, String> settings = new HashMap<>();
        settings.put("name", "house");
        settings.put("task.index", "0");
        settings.put("connection.url", "jdbc:mysql://127.0.0.1:" + rogue.port() + "/home");
        settings.put("connection.user", "me");
        settings.put("connection.ssl.mode", "DISABLED");
        settings.put("connection.pool", pool);
        settings.put("connection.timeout.ms", "3000");
        settings.put("socket.timeout.ms", Bounds.NEVER_MS);
        settings.put("max.retries", "0");
        settings.put("table", "readings");
        settings.put("column.value", "payload");
        return settings;
    }
}
