// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import static io.mqttmysql.source.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.session.BrokerCheck;
import io.mqttmysql.source.testing.Bounds;
import io.mqttmysql.source.testing.BrokerConnection;
import io.mqttmysql.source.testing.ConnectPacket;
import io.mqttmysql.source.testing.Packet;
import io.mqttmysql.source.testing.RunningTask;
import io.mqttmysql.source.testing.ScriptedBroker;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broker says while a configuration is validated. */
class BrokerCheckTest {
    private final Map<String, String> properties = RunningTask.properties("");

    @Test
    void asksAsANewClientInAGroupOfItsOwnAndLeavesNothing() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            properties.put("name", "asking");
            properties.put("mqtt.shared.group", "plant");
            CompletableFuture<Map<String, List<String>>> errors = validate(broker.uri());

            BrokerConnection connection = broker.nextConnection();
            ConnectPacket connect = connection.expectConnect();
            assertThat(connect.clientId()).matches("asking-check-[0-9a-f]{8}-0");
            assertThat(connect.cleanStart()).isTrue();
            assertThat(connect.properties().getOrDefault(ConnectPacket.SESSION_EXPIRY, 0L))
                    .isZero();
            connection.acceptNewSession();
            byte[] subscribe = connection.answerSubscribe(1).body();
            connection.publish(1, "Home/x", "not for the check");
            connection.expect(Packet.DISCONNECT);

            assertThat(errors.get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS)).isEmpty();
            assertThat(new String(subscribe, StandardCharsets.UTF_8))
                    .contains("Home/#")
                    .contains("$share/check-")
                    .doesNotContain("plant");
            assertThat(subscribe[subscribe.length - 1] >> 4)
                    .as("no retained messages")
                    .isEqualTo(2);
            assertThat(connection.endedByClient()).isTrue();
            assertNoThreads("asking-check-");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0x86 | mqtt.username         | bad user name or password (0x86); check mqtt.username and mqtt.password
            0x87 | mqtt.username         | not authorized (0x87)
            0x84 | mqtt.protocol.version | unsupported protocol version (0x84)
            0x9C | mqtt.server.uris      | use another server (0x9C)
            """)
    void showsARefusalOnItsField(String code, String field, String reason) throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            properties.put("mqtt.username", "house");
            properties.put("mqtt.password", "s3cret");
            CompletableFuture<Map<String, List<String>>> errors = validate(broker.uri());
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.refuse(Integer.decode(code));

            assertThat(errors.get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS)).containsOnlyKeys(field);
            assertThat(errors.get().get(field)).singleElement().asString().contains(broker.uri(), reason);
            assertThat(errors.get().toString()).doesNotContain("s3cret");
        }
    }

    /** Return code 2 is for the client id of the check, not for the connector's. */
    @ParameterizedTest
    @CsvSource({"1, mqtt.protocol.version", "2, ", "3, ", "4, mqtt.username", "5, mqtt.username"})
    void showsAReturnCodeOf311OnItsField(int code, String field) throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            properties.put("mqtt.username", "house");
            properties.put("mqtt.password", "s3cret");
            properties.put("mqtt.protocol.version", "3.1.1");
            CompletableFuture<Map<String, List<String>>> errors = validate(broker.uri());
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.refuse(code);

            assertThat(errors.get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS).keySet())
                    .isEqualTo(field == null ? Set.of() : Set.of(field));
        }
    }

    /** The broker says with CONNACK what it does not do, and need not be asked for it. */
    @ParameterizedTest
    @CsvSource({"0x28, mqtt.topic.filters", "0x2A, mqtt.shared.group"})
    void showsWhatTheBrokerDoesNotDoOnItsField(String missing, String field) throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            properties.put("mqtt.shared.group", "plant");
            CompletableFuture<Map<String, List<String>>> errors = validate(broker.uri());
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSessionOn(BrokerConnection.bytes(Integer.decode(missing), 0));

            assertThat(errors.get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS)).containsOnlyKeys(field);
            assertThat(errors.get().get(field)).singleElement().asString().contains("'Home/#'", "not supported");
        }
    }

    @Test
    void showsARefusedSubscriptionOnTheFilters() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            properties.put("mqtt.topic.filters", "Home/#,$SYS/#");
            CompletableFuture<Map<String, List<String>>> errors = validate(broker.uri());
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSession();
            connection.answerSubscribe(1, 0x87);

            assertThat(errors.get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS)).containsOnlyKeys("mqtt.topic.filters");
            assertThat(errors.get().get("mqtt.topic.filters"))
                    .singleElement()
                    .asString()
                    .contains("subscription to '$SYS/#': not authorized (0x87)");
        }
    }

    @Test
    void showsThatThereAreNoSharedSubscriptionsOnTheGroup() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            properties.put("mqtt.shared.group", "plant");
            CompletableFuture<Map<String, List<String>>> errors = validate(broker.uri());
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.acceptNewSession();
            connection.answerSubscribe(0x9E);

            assertThat(errors.get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS)).containsOnlyKeys("mqtt.shared.group");
            assertThat(errors.get().get("mqtt.shared.group"))
                    .singleElement()
                    .asString()
                    .contains("the broker has no shared subscriptions: remove this key", "(0x9E)");
        }
    }

    @Test
    void forgivesWhatOnlyConcernsTheCheckOrMayPass() throws Exception {
        for (int code : List.of(0x85, 0x88, 0x89)) {
            try (ScriptedBroker broker = ScriptedBroker.start()) {
                CompletableFuture<Map<String, List<String>>> errors = validate(broker.uri());
                BrokerConnection connection = broker.nextConnection();
                connection.expectConnect();
                connection.refuse(code);

                assertThat(errors.get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS))
                        .isEmpty();
            }
        }
    }

    @Test
    void asksTheNextServerWhereOneIsAbsent() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            CompletableFuture<Map<String, List<String>>> errors =
                    validate("tcp://127.0.0.1:" + ScriptedBroker.freePort() + "," + broker.uri());
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.refuse(0x86);

            assertThat(errors.get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS)).containsOnlyKeys("mqtt.username");
        }
    }

    @Test
    void tellsNothingOfTheQueryOfAWebSocket() throws Exception {
        String absent = "ws://127.0.0.1:" + ScriptedBroker.freePort() + "/mqtt";
        properties.put("mqtt.server.uris", absent + "?token=s3cret");
        assertThat(findings()).contains(absent + ":").doesNotContain("s3cret");

        try (ScriptedBroker broker = ScriptedBroker.webSocket()) {
            String present = broker.uri() + "/mqtt";
            properties.put("mqtt.server.uris", present + "?token=s3cret");
            CompletableFuture<String> findings = CompletableFuture.supplyAsync(this::findings);
            BrokerConnection connection = broker.nextConnection();
            connection.expectConnect();
            connection.refuse(0x86);

            assertThat(findings.get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS))
                    .contains(present + ": bad user name")
                    .doesNotContain("s3cret");
        }
    }

    private String findings() {
        MqttSourceConfig check =
                MqttSourceConfig.forBrokerCheck(properties, "1", Bounds.LONG).orElseThrow();
        return new BrokerCheck(check.connection(), check.subscription(), check.delivery())
                .run(Bounds.LONG).stream().map(BrokerCheck.Finding::sentence).collect(Collectors.joining());
    }

    @Test
    void takesAnAbsentBrokerForNoError() throws Exception {
        assertThat(validate("tcp://127.0.0.1:" + ScriptedBroker.freePort())
                        .get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS))
                .isEmpty();
        assertThat(validate("tcp://no-such-host.invalid:1883").get(Bounds.STEP.toSeconds(), TimeUnit.SECONDS))
                .isEmpty();
    }

    @Test
    void doesNotWaitForABrokerThatIsSilent() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            properties.put("name", "patient");
            String uris = String.join(",", Collections.nCopies(8, broker.uri()));
            properties.put("mqtt.server.uris", uris);

            Config checked = assertTimeoutPreemptively(
                    Bounds.SOON.plus(LiveCheck.LIMIT), () -> new MqttSourceConnector().validate(properties));

            assertThat(errors(checked)).isEmpty();
            assertThat(broker.hasConnections()).as("it was asked").isTrue();
            assertNoThreads("patient-check-");
        }
    }

    @Test
    void asksNobodyWhenSomethingElseIsWrongOrItIsNotWanted() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start()) {
            properties.put("mqtt.qos", "2");
            properties.put("mqtt.server.uris", broker.uri());
            assertThat(errors(new MqttSourceConnector().validate(properties))).containsOnlyKeys("mqtt.qos");

            properties.remove("mqtt.qos");
            properties.put("validate.connection", "false");
            assertThat(errors(new MqttSourceConnector().validate(properties))).isEmpty();
            assertThat(broker.hasConnections()).isFalse();
        }
    }

    private CompletableFuture<Map<String, List<String>>> validate(String uris) {
        properties.put("mqtt.server.uris", uris);
        CompletableFuture<Map<String, List<String>>> errors = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        errors.complete(errors());
                    } catch (RuntimeException | Error e) {
                        errors.completeExceptionally(e);
                    }
                },
                "validates");
        thread.setDaemon(true);
        thread.start();
        return errors;
    }

    private Map<String, List<String>> errors() {
        Config config = MqttSourceConfig.validate(properties);
        LiveCheck.of(properties, Bounds.LONG).addTo(config.configValues());
        return errors(config);
    }

    private static Map<String, List<String>> errors(Config config) {
        return config.configValues().stream()
                .filter(field -> !field.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static void assertNoThreads(String name) {
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(thread -> thread.contains(name)));
    }
}
