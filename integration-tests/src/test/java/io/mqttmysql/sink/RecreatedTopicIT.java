// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of several topics is deleted and made anew: what the task says is done as it says, through Connect. */
@ExtendWith(StackExtension.class)
class RecreatedTopicIT {
    private static final String NAME = "sink_recreated";
    private static final String RECREATED = NAME + "-a";
    private static final String OTHER = NAME + "-b";
    private static final Pattern REMEDY =
            Pattern.compile("PATCH /(connectors/[^ ]+/offsets) with (\\{.*?\\}\\}\\]\\})");

    private Database database;

    @BeforeEach
    void create(LocalStack stack) throws SQLException {
        database = Database.on(stack.mysql(), NAME);
        database.run("CREATE TABLE readings (topic VARCHAR(60), value VARCHAR(60))");
    }

    @Test
    void theRemedyThatTheTaskNamesStoresEachRecordOnce(LocalStack stack) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", (Object) stack.kafka().bootstrapServers()))) {
            make(admin, RECREATED);
            make(admin, OTHER);
            send(stack, RECREATED, "old", 30);
            send(stack, OTHER, "old", 30);
            stack.connect().put(NAME, settings(stack));
            awaitRows(60);
            stop(stack);

            admin.deleteTopics(Set.of(RECREATED)).all().get();
            make(admin, RECREATED);
            send(stack, RECREATED, "new", 50);
            send(stack, OTHER, "new", 10);
            stack.connect().resume(NAME);
            Matcher remedy = remedy(stack);
            JsonNode body = new ObjectMapper().readTree(remedy.group(2));
            assertThat(body.toString())
                    .isEqualTo("{\"offsets\":[{\"partition\":{\"kafka_topic\":\"" + RECREATED
                            + "\",\"kafka_partition\":0},\"offset\":{\"kafka_offset\":0}}]}");

            stop(stack);
            stack.connect().send("PATCH", remedy.group(1), body);
            stack.connect().resume(NAME);
            awaitRows(120);

            assertThat(database.number("SELECT COUNT(DISTINCT topic, value) FROM readings"))
                    .isEqualTo(120);
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(120);
            stop(stack);
            stack.connect().send("DELETE", "connectors/" + NAME + "/offsets", NullNode.getInstance());
            assertThat(database.number("SELECT COUNT(*) FROM connect_sink_offsets"))
                    .isZero();
        } finally {
            stack.connect().delete(NAME);
        }
    }

    private static void stop(LocalStack stack) {
        stack.connect().stop(NAME);
        assertThat(stack.connect().awaitStopped(NAME, Patience.STOP)).isTrue();
    }

    private static Matcher remedy(LocalStack stack) {
        await().atMost(Patience.EFFECT).until(() -> stack.connect().status(NAME).hasFailedTask());
        String trace = stack.connect().status(NAME).trace();
        Matcher remedy = REMEDY.matcher(trace);
        assertThat(remedy.find()).as(trace).isTrue();
        return remedy;
    }

    private Map<String, String> settings(LocalStack stack) {
        return RunningSink.settings(
                stack,
                database,
                Map.of(
                        "topics", RECREATED + "," + OTHER,
                        "delivery.guarantee", "exactly_once",
                        "table", "readings",
                        "column.topic", "kafka.topic",
                        "column.value", "payload",
                        "consumer.override.isolation.level", "read_committed"));
    }

    /** A deletion takes Kafka a moment. */
    private static void make(Admin admin, String topic) {
        await().atMost(Patience.EFFECT).until(() -> {
            try {
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                        .all()
                        .get();
                return true;
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(TopicExistsException.class);
                return false;
            }
        });
    }

    private static void send(LocalStack stack, String topic, String value, int count)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, "Home/bath", value + i)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    private void awaitRows(long count) {
        await().atMost(Patience.EFFECT).until(() -> database.number("SELECT COUNT(*) FROM readings") >= count);
    }
}
