// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.judgement;

import io.mqttmysql.quickstart.database.DatabaseLook;
import io.mqttmysql.quickstart.scenario.ConnectorPlan;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.KafkaTopics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Judges a run whose messages are not known: all connectors run, and the sinks have dealt with everything that Kafka
 * has. May be used by any thread, one at a time.
 */
public final class LagJudgement {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ConnectClient connect;
    private final KafkaTopics topics;
    private final ConnectorPlan plan;

    public LagJudgement(ConnectClient connect, KafkaTopics topics, ConnectorPlan plan) {
        this.connect = connect;
        this.topics = topics;
        this.plan = plan;
    }

    /** The connectors that do not run, in words; to be asked while all of them should. */
    List<String> failures() {
        return plan.names().stream()
                .map(connect::status)
                .filter(status -> !status.isRunning())
                .map(status -> status.connector() + " is " + status.inWords())
                .toList();
    }

    /** @return records that the sinks have not dealt with, after some seconds of patience */
    long left() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long left = plan.connectors().stream()
                    .filter(connector -> connector.topic().isPresent())
                    .mapToLong(sink ->
                            topics.lag(sink.consumerGroup(), sink.topic().get()))
                    .sum();
            if (left == 0 || System.nanoTime() > deadline) {
                return left;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Records in the topic that the source writes to. */
    long messages() {
        return topics.count(ConnectorPlan.TOPIC);
    }

    /**
     * @param failures of connectors
     * @param messages in Kafka
     * @param left records that the sinks have not dealt with
     * @param seen the last that the tables showed
     */
    public record Verdict(List<String> failures, long messages, long left, DatabaseLook seen) {
        public boolean holds() {
            return failures.isEmpty() && left == 0;
        }

        public String sentence() {
            String counts = "messages " + messages + ", rows " + seen.stored() + ", dead letters " + seen.deadLetters();
            return holds()
                    ? "DONE: the connectors are RUNNING, and all that Kafka has is a row, a dead letter, or left out by"
                            + " the strategies (" + counts + ")."
                    : "NOT DONE: " + problems() + " (" + counts + " so far).";
        }

        /** What a good run without rows may be missing. */
        public Optional<String> advice() {
            if (!holds() || seen.stored() + seen.deadLetters() > 0) {
                return Optional.empty();
            }
            return Optional.of(
                    messages == 0
                            ? "Nothing arrived: is anything published on the topics that --filter subscribes to (Home/#"
                                    + " without it)?"
                            : "No message became a row: is there a strategy for your topics? Write one into a copy of"
                                    + " connector-configs/mysql-sink.json and give it by --config.");
        }

        private String problems() {
            String waiting = left == 0 ? "" : left + " records in Kafka are not dealt with";
            String broken = failures.stream().collect(Collectors.joining("; "));
            return broken + (broken.isEmpty() || waiting.isEmpty() ? "" : "; ") + waiting;
        }
    }
}
