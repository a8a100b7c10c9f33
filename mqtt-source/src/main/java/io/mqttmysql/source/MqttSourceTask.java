// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.delivery.Unreported;
import io.mqttmysql.source.handover.TaskMemories;
import io.mqttmysql.source.mapping.MqttSourceRecord;
import io.mqttmysql.source.message.SourceCounters;
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

    private final TaskPipelines.Pace pace;
    private TaskPipelines pipelines;
    private GivenUpRecords givenUp;
    private SilentStart silentStart;
    private TaskMetrics metrics;

    public MqttSourceTask() {
        this(TaskPipelines.Pace.USUAL);
    }

    MqttSourceTask(TaskPipelines.Pace pace) {
        this.pace = pace;
    }

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        MqttSourceConfig config = MqttSourceConfig.parse(properties);
        givenUp = new GivenUpRecords(
                config.connection().session().clientId(), config.toleratesErrors(), System::nanoTime);
        silentStart = new SilentStart(
                config.connection().session().clientId(), config.subscription().subscriptions(), System::nanoTime);
        pipelines = TaskPipelines.open(config, memories(config), pace);
        metrics = new TaskMetrics(
                pipelines, context, config.connection().session().clientId());
        pipelines.start();
    }

    private TaskMemories memories(MqttSourceConfig config) {
        return context == null ? TaskMemories.NONE : new StoredMemories(config, context.offsetStorageReader());
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (context != null) {
            metrics.show();
        }
        List<SourceRecord> records = pipelines.poll();
        silentStart.look(pipelines.own().isConnected(), pipelines.total(SourceCounters::received));
        if (!records.isEmpty()) {
            endTransaction();
            return records; // also after a failure: the broker may have forgotten what waits here
        }
        pipelines.own().failure().ifPresent(sentence -> {
            throw new ConnectException(sentence);
        });
        endTransaction();
        return null; // lets Connect look whether it should pause
    }

    /**
     * With transaction.boundary=connector each poll is a transaction, as with poll, until all that was polled is
     * settled.
     */
    private void endTransaction() {
        if (context != null && context.transactionContext() != null && pipelines.wantCommit()) {
            context.transactionContext().commitTransaction();
        }
    }

    /**
     * Any thread. Connect calls it on the producer's thread; after {@link #stop} it has no effect. Without metadata
     * Connect dropped the record (filtered, or tolerated as an error), which completes it too.
     */
    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) {
        pipelines.of(record).ifPresent(pipeline -> pipeline.complete((MqttSourceRecord) record, metadata != null));
        if (metadata == null) {
            givenUp.dropped(record, pipelines.total(SourceCounters::filtered));
        }
    }

    /** An exactly-once worker says on the task thread what is dealt with; see {@link Unreported}. */
    @Override
    public void commit() {
        pipelines.settled();
    }

    @Override
    public void stop() {
        if (pipelines != null) {
            pipelines.close(STOP_GRACE);
        }
    }

    /** What happened so far to the task's own session. Any thread. */
    public SourceCounters counters() {
        return pipelines.own().counters();
    }
}
