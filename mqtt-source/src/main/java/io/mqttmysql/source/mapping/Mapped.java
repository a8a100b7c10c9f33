// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import io.mqttmysql.source.message.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** What became of the messages of one poll. Task thread. */
public final class Mapped {
    private final List<SourceRecord> records;
    private final List<Delivery> deliveries;
    private final List<Delivery> finished = new ArrayList<>(0);
    private String failure;

    Mapped(int messages) {
        records = new ArrayList<>(messages);
        deliveries = new ArrayList<>(messages);
    }

    void add(MqttSourceRecord record) {
        records.add(record);
        deliveries.add(record.delivery());
    }

    void finish(Delivery delivery) {
        finished.add(delivery);
    }

    /** The first one counts. */
    void fail(String sentence) {
        failure = failure == null ? sentence : failure;
    }

    /** In the order of the messages. */
    public List<SourceRecord> records() {
        return records;
    }

    /** Those of {@link #records}. */
    public List<Delivery> deliveries() {
        return deliveries;
    }

    /** Deliveries of which no record will ever tell: they are done. */
    public List<Delivery> finished() {
        return finished;
    }

    /** Why the task cannot go on. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
