// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.delivery.Deliveries;
import io.mqttmysql.source.mapping.Mapped;
import io.mqttmysql.source.mapping.MqttSourceRecord;
import io.mqttmysql.source.mapping.RecordMapper;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.SourceCounters;
import io.mqttmysql.source.session.MqttSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Table of contents: what the session brings is drained, mapped and handed to Connect; what Connect has stored is
 * completed, and the session acknowledges it.
 *
 * <p>An absent broker never fails the task; a broker that keeps refusing it does, in the next {@code poll}.
 */
public final class MqttSourceTask extends SourceTask {
    /** A short wait for records on their way saves the broker from sending them again; losing it costs nothing. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(1);

    private final SourceCounters counters = new SourceCounters();
    private Deliveries deliveries;
    private MqttSession session;
    private RecordMapper mapper;
    private GivenUpRecords givenUp;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        MqttSourceConfig config = MqttSourceConfig.parse(properties);
        String clientId = config.connection().clientId();
        mapper = new RecordMapper(config.mapping(), config.rejection(), clientId, counters);
        givenUp = new GivenUpRecords(clientId, config.toleratesErrors(), System::nanoTime);
        deliveries = new Deliveries(clientId, config.delivery(), counters);
        session = new MqttSession(config.connection(), config.subscription(), config.delivery(), deliveries, counters);
        session.start();
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        List<InboundMessage> messages = deliveries.drain();
        if (!messages.isEmpty()) {
            // also after a failure: the broker may have forgotten what waits here
            return handOver(mapper.map(messages));
        }
        deliveries.failure().ifPresent(sentence -> {
            throw new ConnectException(sentence);
        });
        return null; // lets Connect look whether it should pause
    }

    /** What leaves no record keeps its place and is acknowledged in order; after a failure nothing more is taken. */
    private List<SourceRecord> handOver(Mapped mapped) {
        mapped.failure().ifPresent(deliveries::fail);
        if (!mapped.finished().isEmpty()) {
            mapped.finished().forEach(deliveries::complete);
            session.wake();
        }
        return mapped.records().isEmpty() ? null : mapped.records();
    }

    /**
     * Called on the producer's thread; also after {@link #stop}, then without effect. Without metadata Connect
     * dropped the record (filtered, or tolerated as an error), which completes it too.
     */
    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) {
        if (metadata == null) {
            counters.filtered().increment();
            givenUp.dropped(record, counters.filtered().sum());
        } else {
            counters.completed().increment();
        }
        deliveries.complete(((MqttSourceRecord) record).delivery());
        session.wake();
    }

    @Override
    public void stop() {
        if (session != null) {
            deliveries.close();
            deliveries.awaitCompletion(STOP_GRACE);
            session.close();
        }
    }

    /** What happened so far. Any thread. */
    public SourceCounters counters() {
        return counters;
    }
}
