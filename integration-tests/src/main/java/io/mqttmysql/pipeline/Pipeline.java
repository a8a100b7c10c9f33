// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import io.mqttmysql.history.HistoryChecker;
import io.mqttmysql.history.Journal;
import io.mqttmysql.history.LoadGenerator;
import io.mqttmysql.history.Reading;
import io.mqttmysql.history.Stored;
import io.mqttmysql.history.Verdict;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.ConnectWorker;
import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.Poll;
import io.mqttmysql.stack.StackException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Broker to table, everything of one name: MQTT topics {@code <name>/#}, a Kafka topic, a database, two connectors, a
 * load. Closing it ends the load and deletes the connectors.
 *
 * <p>One thread, but for {@link #rowCount} and {@link #recordCount}, which any thread may ask.
 */
public final class Pipeline implements AutoCloseable {
    private static final Duration STANDS_STILL = Duration.ofSeconds(2);

    private final LocalStack stack;
    private final PipelineOptions options;
    private final LoadGenerator load;
    private final KafkaTopics topics;
    private final Evidence evidence;

    private Pipeline(LocalStack stack, PipelineOptions options) {
        this.stack = stack;
        this.options = options;
        this.load = new LoadGenerator(options.load());
        this.topics = new KafkaTopics(stack.kafka().bootstrapServers());
        this.evidence = new Evidence(stack.mysql(), topics, options.name());
    }

    /** Returns when both connectors are RUNNING and the source has subscribed. */
    public static Pipeline start(LocalStack stack, PipelineOptions options) {
        Pipeline pipeline = new Pipeline(stack, options);
        try {
            pipeline.evidence.createTables(options.load().deviceNames());
        } catch (SQLException e) {
            throw new StackException("Cannot create the tables of " + options.name() + ": " + e.getMessage(), e);
        }
        stack.connect().put(pipeline.source(), ConnectorSettings.source(options));
        stack.connect().put(pipeline.sink(), ConnectorSettings.sink(options, stack.mysql()));
        stack.connect().awaitRunning(pipeline.source(), 1, Patience.START);
        stack.connect().awaitRunning(pipeline.sink(), options.sinkTasks(), Patience.START);
        pipeline.awaitSubscription();
        return pipeline;
    }

    /** A RUNNING task may not have subscribed yet, and what is published before that reaches nobody. */
    private void awaitSubscription() {
        boolean subscribed = Poll.until(Patience.START, () -> {
            load.publishRaw(options.name() + "/probe/subscribed", new byte[0]);
            return topics.count(options.name()) > 0;
        });
        if (!subscribed) {
            throw new StackException("Nothing that is published reaches Kafka: see the worker's log.");
        }
    }

    static String deadLetters(String name) {
        return name + "-dead-letters";
    }

    public LoadGenerator load() {
        return load;
    }

    public Journal journal() {
        return load.journal();
    }

    public String name() {
        return options.name();
    }

    public String source() {
        return options.name() + "-source";
    }

    public String sink() {
        return options.name() + "-sink";
    }

    public String deadLetters() {
        return deadLetters(options.name());
    }

    /** Whether connectors and all tasks are RUNNING. */
    public boolean isRunning() {
        ConnectClient connect = stack.connect();
        return connect.status(source()).isRunning() && connect.status(sink()).isRunning();
    }

    /** A metric of the source's task; 0 while there is no task. Frozen workers cannot be asked. */
    public long sourceMetric(String metric) {
        return stack.workers().stream()
                .filter(ConnectWorker::isRunning)
                .flatMap(worker -> WorkerMetrics.of(worker, source()).values().stream())
                .mapToLong(values -> values.getOrDefault(metric, 0L))
                .sum();
    }

    /** Rows of the history table. */
    public long rowCount() {
        try {
            return evidence.rowCount();
        } catch (SQLException e) {
            throw new StackException("Cannot count the rows of " + options.name() + ": " + e.getMessage(), e);
        }
    }

    /** Records in the source's topic. */
    public long recordCount() {
        return topics.count(options.name());
    }

    /** Dead letters so far. */
    public long letterCount() {
        return topics.count(deadLetters());
    }

    /** Everything that is stored now. */
    public Stored stored() {
        try {
            return evidence.read();
        } catch (SQLException e) {
            throw new StackException("Cannot read the tables of " + options.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits until every acknowledged reading arrived, the sink is behind nothing and nothing moves, or until the limit
     * has passed; then judges. All servers must run.
     */
    public Verdict settle(Duration limit) {
        awaitSettled(limit);
        return HistoryChecker.judge(journal().sent(), stored(), options.promise());
    }

    /** Whether within the limit every acknowledged reading arrived and nothing moved. */
    public boolean awaitSettled(Duration limit) {
        return Poll.until(limit, this::isSettled);
    }

    /** What Kafka has of it. */
    public KafkaTopics topics() {
        return topics;
    }

    private boolean isSettled() {
        try {
            long before = recordCount();
            if (topics.lag("connect-" + sink(), options.name()) > 0
                    || !missing().isEmpty()) {
                return false;
            }
            return !Poll.until(STANDS_STILL, () -> recordCount() > before)
                    && topics.lag("connect-" + sink(), options.name()) == 0;
        } catch (SQLException | StackException e) {
            return false; // not yet
        }
    }

    private Set<Reading.Id> missing() throws SQLException {
        Set<Reading.Id> missing = new HashSet<>(journal().sent().acknowledged());
        missing.removeAll(evidence.arrived());
        return missing;
    }

    @Override
    public void close() {
        load.close();
        topics.close();
        stack.connect().delete(source());
        stack.connect().delete(sink());
    }
}
