// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.KafkaTopics;

/** A topic that takes nothing for a while, since it asks for more replicas in sync than there are. One thread. */
public final class TopicReadOnly implements Fault {
    private static final String SETTING = "min.insync.replicas";

    private final KafkaTopics topics;
    private final String topic;

    /** @param topic which exists when the fault begins */
    public TopicReadOnly(KafkaTopics topics, String topic) {
        this.topics = topics;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "letters-refused";
    }

    @Override
    public void begin() {
        topics.configure(topic, SETTING, "2");
    }

    @Override
    public void end() {
        topics.configure(topic, SETTING, "1");
    }

    /** Kafka has to answer. */
    @Override
    public boolean combines() {
        return false;
    }
}
