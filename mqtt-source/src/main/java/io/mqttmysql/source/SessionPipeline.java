// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.source.config.DeliveryOptions;
import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.delivery.MessageBuffer;
import io.mqttmysql.source.delivery.Unreported;
import io.mqttmysql.source.mapping.Mapped;
import io.mqttmysql.source.mapping.MqttSourceRecord;
import io.mqttmysql.source.mapping.RecordMapper;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.SessionRole;
import io.mqttmysql.source.message.SourceCounters;
import io.mqttmysql.source.session.LinkSettings;
import io.mqttmysql.source.session.MqttSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One session's way into Kafka and back: what it brings is drained and mapped; what Connect has dealt with is
 * completed, and the session acknowledges it.
 */
final class SessionPipeline {
    private final Map<String, String> partition;
    private final SourceCounters counters = new SourceCounters();
    private final Unreported unreported = new Unreported();
    private final MessageBuffer buffer;
    private final RecordMapper mapper;
    private final MqttSession session;
    private boolean mustStopTask; // task thread only

    /**
     * @param config that of the task whose session it is
     * @param delivery what this session may hold
     * @param roles makes the role of the session
     */
    SessionPipeline(MqttSourceConfig config, DeliveryOptions delivery, Function<SessionPipeline, SessionRole> roles) {
        String clientId = config.connection().session().clientId();
        this.partition = RecordMapper.partition(clientId);
        this.buffer = new MessageBuffer(clientId, delivery, counters);
        SessionRole role = roles.apply(this);
        this.mapper = new RecordMapper(config.mapping(), config.rejection(), clientId, counters, role);
        LinkSettings settings = new LinkSettings(config.connection(), config.subscription(), delivery);
        this.session = new MqttSession(settings, buffer, counters, role);
    }

    void start() {
        session.start();
    }

    /** Any thread. */
    boolean isConnected() {
        return session.isConnected();
    }

    /** Any thread. */
    boolean isRefused() {
        return session.isRefused();
    }

    Map<String, String> partition() {
        return partition;
    }

    SourceCounters counters() {
        return counters;
    }

    MessageBuffer buffer() {
        return buffer;
    }

    /** Task thread. At most {@code max} records. What leaves no record keeps its place and is acknowledged in order. */
    List<SourceRecord> poll(int max, Duration maxWait) throws InterruptedException {
        completeDropped();
        Mapped mapped = mapper.map(buffer.drain(max, maxWait));
        mapped.failure().ifPresent(this::fail);
        if (!mapped.finished().isEmpty()) {
            mapped.finished().forEach(buffer::complete);
            session.wake();
        }
        unreported.handedOut(mapped.deliveries());
        return mapped.records();
    }

    private void fail(String sentence) {
        mustStopTask = true;
        buffer.fail(sentence);
    }

    /** Task thread. True when a message failed, as {@code mqtt.rejected=fail} wants it, and not the session. */
    boolean mustStopTask() {
        return mustStopTask;
    }

    private void completeDropped() {
        List<Delivery> dropped = unreported.dropped();
        if (!dropped.isEmpty()) {
            long count = dropped.stream().filter(buffer::complete).count();
            counters.filtered().add(count);
            session.wake();
        }
    }

    /** Any thread. Connect called {@code commit}. */
    void settled() {
        unreported.settled();
    }

    /** Task thread. True while only a {@code commit} can tell what became of something. */
    boolean wantsCommit() {
        return unreported.isWaiting();
    }

    /** Any thread. Connect has stored the record, or dropped it. */
    void complete(MqttSourceRecord record, boolean isStored) {
        if (buffer.complete(record.delivery())) {
            (isStored ? counters.completed() : counters.filtered()).increment();
        }
        session.wake();
    }

    /** Why this session cannot go on. */
    Optional<String> failure() {
        return buffer.failure();
    }

    /** Ends a waiting poll; nothing more is handed out. */
    void stopDraining() {
        buffer.close();
    }

    void awaitCompletion(Duration limit) {
        buffer.awaitCompletion(limit);
    }

    /** Does not wait. */
    void beginClose() {
        session.beginClose();
    }

    void close() {
        session.close();
    }
}
