// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records of a Kafka transaction that is aborted at the end: nobody who reads committed records may see them, and until
 * then nobody sees what follows them. Every one of them would be an invented row.
 */
public final class AbortedRecords implements Fault {
    private static final int RECORDS = 20;

    private final String topic;
    private final Map<String, Object> settings;
    private final byte[] key;
    private KafkaProducer<byte[], byte[]> producer;

    /** @param key of other records, so that the partition does not end with these */
    public AbortedRecords(String bootstrapServers, String topic, String key) {
        this.topic = topic;
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic + "-aborted");
    }

    @Override
    public String name() {
        return "records-aborted";
    }

    @Override
    public void begin() {
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        for (int n = 0; n < RECORDS; n++) {
            byte[] reading = "{\"seq\":%d,\"value\":1.0,\"note\":\"aborted\"}"
                    .formatted(n)
                    .getBytes(StandardCharsets.UTF_8);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, reading);
            record.headers().add("mqtt.topic", (topic + "/aborted").getBytes(StandardCharsets.UTF_8));
            Future<RecordMetadata> unusedAsTheFlushWaits = producer.send(record);
        }
        producer.flush();
    }

    @Override
    public void end() {
        try (KafkaProducer<byte[], byte[]> ended = producer) {
            ended.abortTransaction();
        }
    }

    /** Kafka has to answer. */
    @Override
    public boolean combines() {
        return false;
    }
}
