// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dead letter that cannot be written as it is: nothing is given up that is not durably told. */
@ExtendWith(StackExtension.class)
class UnwrittenLetterIT {
    private static final String GOOD = "{\"t\":1}";

    private final LocalStack stack;

    UnwrittenLetterIT(LocalStack stack) {
        this.stack = stack;
    }

    /** Kafka takes the record, but not with Connect's headers on top. */
    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void whatIsTooLargeWholeIsCutShort(String guarantee) throws Exception {
        Database database = database("long_letter_" + guarantee);
        try (RunningSink sink = start(database, guarantee)) {
            String topic = "Home/" + "r".repeat(60_000) + "/climate";
            String payload = "{\"t\":\"" + "x".repeat(987_500);
            sink.send("Home/bath/climate", GOOD);
            sink.send(topic, payload);
            sink.send("Home/bath/climate", GOOD);

            await().until(() -> rows(database) == 2);
            await().until(() -> letters(database).size() == 1);

            ConsumerRecord<byte[], byte[]> letter = letters(database).get(0);
            assertThat(text(letter.key())).hasSizeGreaterThan(10_000).isSubstringOf(topic);
            assertThat(payload).startsWith(text(letter.value()));
            assertThat(letter.value()).hasSizeGreaterThan(50_000);
            assertThat(KafkaTopics.header(letter, "__connect.errors.exception.message"))
                    .startsWith("Record " + database.name() + "-0@1 cannot be stored: ")
                    .contains("cut short");
            assertThat(KafkaTopics.header(letter, "__connect.errors.offset")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void withoutTheirTopicTheTaskWaitsAndStoresNothingOfTheTransaction(String guarantee) throws Exception {
        Database database = database("lost_letters_" + guarantee);
        try (RunningSink sink = start(database, guarantee)) {
            sink.send("Home/bath/climate", GOOD);
            await().until(() -> rows(database) == 1);
            withAdmin(admin -> admin.deleteTopics(List.of(RunningSink.deadLetters(database)))
                    .all()
                    .get());

            sink.send("Home/bath/climate", GOOD, "{\"t\":\"warm\"}", GOOD);
            await().until(() ->
                    sink.metrics().getOrDefault("last-error", "").toString().contains("dead letter"));

            assertThat(sink.status().isRunning()).isTrue();
            assertThat(sink.metrics().get("last-error").toString())
                    .startsWith("Record " + database.name() + "-0@2 cannot be stored: ")
                    .contains("errors.deadletterqueue.topic.name");
            withAdmin(
                    admin -> admin.createTopics(List.of(new NewTopic(RunningSink.deadLetters(database), 1, (short) 1)))
                            .all()
                            .get());
            await().until(() -> rows(database) == 3);
            assertThat(letters(database)).hasSize(1);
            assertThat(sink.status().isRunning()).isTrue();
        }
    }

    private Database database(String name) throws Exception {
        Database database = Database.on(stack.mysql(), name);
        database.run("CREATE TABLE climate (room VARCHAR(20), t DECIMAL(4,1))");
        return database;
    }

    private RunningSink start(Database database, String guarantee) throws ExecutionException, InterruptedException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "strategies", "climate",
                "strategy.climate.match", "Home/{room}/climate",
                "strategy.climate.table", "climate",
                "strategy.climate.column.room", "{room}",
                "strategy.climate.column.t", "$.t",
                "delivery.guarantee", guarantee,
                "json.max.bytes", "2000000",
                "producer.override.max.block.ms", "1000",
                // a producer that knows the topic still would try forever to send to it
                "producer.override.request.timeout.ms", "1000",
                "producer.override.delivery.timeout.ms", "2000"));
        return RunningSink.start(stack, database, settings);
    }

    @FunctionalInterface
    private interface Change {
        void by(Admin admin) throws ExecutionException, InterruptedException;
    }

    private void withAdmin(Change change) throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", (Object) stack.kafka().bootstrapServers()))) {
            change.by(admin);
        }
    }

    private static long rows(Database database) throws Exception {
        return database.number("SELECT COUNT(*) FROM climate");
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(Database database) {
        try (KafkaTopics topics = new KafkaTopics(stack.kafka().bootstrapServers())) {
            return topics.read(RunningSink.deadLetters(database));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
