// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.KafkaTopics;

/** Kafka takes no record of one topic, for want of replicas, and does everything else: a source holds its messages. */
public final class TopicRefused implements Fault {
    private final KafkaTopics topics;
    private final String topic;

    public TopicRefused(KafkaTopics topics, String topic) {
        this.topics = topics;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "kafka-topic-refused";
    }

    @Override
    public void begin() {
        topics.refuse(topic, true);
    }

    @Override
    public void end() {
        topics.refuse(topic, false);
    }
}
