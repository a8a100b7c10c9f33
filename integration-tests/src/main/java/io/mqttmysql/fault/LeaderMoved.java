// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.KafkaBroker;
import io.mqttmysql.stack.KafkaTopics;
import java.util.List;

/**
 * A second broker joins, gets every partition with its records and leads it; at the end all of it goes back and the
 * second broker leaves, as brokers do that are replaced one by one. One thread.
 */
public final class LeaderMoved implements Fault {
    private final KafkaBroker first;
    private final KafkaBroker second;
    private final KafkaTopics admin;
    private final List<String> topics;

    /** @param topics which exist when the fault begins */
    public LeaderMoved(KafkaBroker first, KafkaBroker second, KafkaTopics admin, List<String> topics) {
        this.first = first;
        this.second = second;
        this.admin = admin;
        this.topics = List.copyOf(topics);
    }

    @Override
    public String name() {
        return "leader-moved";
    }

    @Override
    public void begin() {
        second.start();
        topics.forEach(topic -> admin.move(topic, second.id()));
    }

    @Override
    public void end() {
        topics.forEach(topic -> admin.move(topic, first.id()));
        second.stop();
    }

    /** Both brokers have to answer. */
    @Override
    public boolean combines() {
        return false;
    }
}
