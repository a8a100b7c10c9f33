// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.source.config.DeliveryOptions;
import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.delivery.MessageBuffer;
import io.mqttmysql.source.handover.AbandonedSession;
import io.mqttmysql.source.handover.AbandonedSession.FormerOwners;
import io.mqttmysql.source.handover.ConnectorHistory;
import io.mqttmysql.source.handover.OwnSession;
import io.mqttmysql.source.handover.Successors;
import io.mqttmysql.source.handover.TaskMemories;
import io.mqttmysql.source.message.SourceCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of a task: its own, and, for the first task, those of tasks that no longer exist, beside it until they
 * are empty. Those share the room of one session and are connected all at once: while one waits for the task that has
 * its filters now, the others would expire. The task fails with its own session only, or over a message that must stop
 * it, whoever brought it.
 */
final class TaskPipelines {
    private static final Logger log = LoggerFactory.getLogger(TaskPipelines.class);
    /** How long a poll waits for the own session, if no other has something. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(20);

    private final DeliveryOptions delivery;
    private final Successors successors;
    private final SessionPipeline own;
    private final List<SourceCounters> counters; // of sessions that have ended, too
    private final Map<Map<String, String>, SessionPipeline> abandoned = new ConcurrentHashMap<>();
    private final AtomicInteger stranded = new AtomicInteger(); // that could not be emptied
    private int turn; // task thread only

    private TaskPipelines(DeliveryOptions delivery, Successors successors, SessionPipeline own) {
        this.delivery = delivery;
        this.successors = successors;
        this.own = own;
        this.counters = new ArrayList<>(List.of(own.counters()));
    }

    /**
     * How patient a handover is.
     *
     * @param look how often the offsets of other tasks are read while they are waited for
     * @param quiet after so long without a message a session is empty
     */
    record Pace(Duration look, Duration quiet) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(5), AbandonedSession.QUIET);
    }

    /** Blocks until the offsets of earlier tasks are read. */
    static TaskPipelines open(MqttSourceConfig config, TaskMemories memories, Pace pace) {
        String clientId = config.connection().session().clientId();
        ConnectorHistory history = ConnectorHistory.read(config.share(), memories);
        Successors successors = new Successors(clientId, config.share(), memories, history, pace.look());
        OwnSession role = new OwnSession(config.connection(), config.share(), history, successors, pace.quiet());
        DeliveryOptions delivery = config.delivery();
        TaskPipelines pipelines =
                new TaskPipelines(delivery, successors, new SessionPipeline(config, delivery, pipeline -> role));
        if (config.share().index() == 0) {
            FormerOwners owners = new FormerOwners(config.share(), history, successors);
            pipelines.empty(history.abandonedTasks(), config, new Emptying(owners, role, pace.quiet()));
        }
        return pipelines;
    }

    /** What the sessions that are emptied have in common. */
    private record Emptying(FormerOwners owners, OwnSession own, Duration quiet) {}

    private void empty(List<Integer> tasks, MqttSourceConfig config, Emptying emptying) {
        AtomicInteger open = new AtomicInteger(tasks.size());
        for (int task : tasks) {
            SessionPipeline pipeline = new SessionPipeline(
                    config.ofTask(task),
                    delivery.sharedBy(tasks.size()),
                    its -> new AbandonedSession(
                            task, config.clientId(task), emptying.owners(), emptying.quiet(), () -> {
                                if (open.decrementAndGet() == 0) {
                                    emptying.own()
                                            .abandonedSessionsEnded(
                                                    emptying.owners().followed());
                                }
                                abandoned.remove(its.partition());
                            }));
            abandoned.put(pipeline.partition(), pipeline);
            counters.add(pipeline.counters());
        }
    }

    void start() {
        own.start();
        abandoned.values().forEach(SessionPipeline::start);
    }

    /** Task thread. Once the own session has failed nothing else keeps the task from its failure. */
    List<SourceRecord> poll() throws InterruptedException {
        if (abandoned.isEmpty() || own.failure().isPresent()) {
            return own.poll(delivery.maxRecords(), delivery.maxWait());
        }
        List<SourceRecord> all = new ArrayList<>();
        for (SessionPipeline pipeline : inTurn()) {
            int room = delivery.maxRecords() - all.size();
            if (room > 0) {
                all.addAll(pipeline.poll(room, pipeline == own && all.isEmpty() ? SHORT_WAIT : Duration.ZERO));
            }
            if (pipeline != own) {
                pipeline.failure()
                        .filter(sentence -> pipeline.buffer().waiting() == 0) // the broker may have forgotten it
                        .ifPresent(sentence -> giveUp(pipeline, sentence));
            }
        }
        return all;
    }

    /** Each comes first once: one of them may fill a poll alone. */
    private List<SessionPipeline> inTurn() {
        List<SessionPipeline> pipelines = new ArrayList<>(abandoned.values());
        pipelines.add(own);
        Collections.rotate(pipelines, turn++);
        return pipelines;
    }

    /** What is in it stays there until it expires, or until this task is started again. */
    private void giveUp(SessionPipeline pipeline, String sentence) {
        abandoned.remove(pipeline.partition());
        stranded.incrementAndGet();
        pipeline.beginClose();
        if (pipeline.mustStopTask()) {
            own.buffer().fail(sentence);
        }
        log.warn(
                "{} - the abandoned session of a task that no longer exists could not be emptied: {}",
                pipeline.partition(),
                sentence);
    }

    /** Any thread. The pipeline that a record came by; empty for one that is gone. */
    Optional<SessionPipeline> of(SourceRecord record) {
        return record.sourcePartition().equals(own.partition())
                ? Optional.of(own)
                : Optional.ofNullable(abandoned.get(record.sourcePartition()));
    }

    /** Any thread. Connect called {@code commit}. */
    void settled() {
        own.settled();
        abandoned.values().forEach(SessionPipeline::settled);
    }

    /** Task thread. True while only a {@code commit} can tell what became of something. */
    boolean wantCommit() {
        return own.wantsCommit() || abandoned.values().stream().anyMatch(SessionPipeline::wantsCommit);
    }

    SessionPipeline own() {
        return own;
    }

    /** What this counter says of all sessions since the task started. Any thread. */
    long total(Function<SourceCounters, LongAdder> counter) {
        return counters.stream().mapToLong(of -> counter.apply(of).sum()).sum();
    }

    /** What all sessions hold now. Any thread. */
    Stream<MessageBuffer> buffers() {
        return Stream.concat(Stream.of(own), abandoned.values().stream()).map(SessionPipeline::buffer);
    }

    /** How many sessions are not emptied: for want of time, or because it cannot be done. Any thread. */
    int abandonedSessions() {
        return abandoned.size() + stranded.get();
    }

    /** Any thread. Waits for what is on its way at most this long, and for the goodbyes. */
    void close(Duration grace) {
        successors.close();
        List<SessionPipeline> all = new ArrayList<>(abandoned.values());
        all.add(own);
        all.forEach(SessionPipeline::stopDraining);
        own.awaitCompletion(grace);
        all.forEach(SessionPipeline::beginClose);
        all.forEach(SessionPipeline::close);
    }
}
