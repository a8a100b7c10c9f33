// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.judgement;

import io.mqttmysql.quickstart.database.HomeDatabase;
import io.mqttmysql.quickstart.house.HouseMessage;
import io.mqttmysql.stack.KafkaTopics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds what the house published against tables and dead letters. Main thread. */
public final class ProofJudgement {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HomeDatabase database;
    private final KafkaTopics topics;
    private final String deadLetterTopic;
    private final Proof.Strangers strangers;

    public ProofJudgement(
            HomeDatabase database, KafkaTopics topics, String deadLetterTopic, Proof.Strangers strangers) {
        this.database = database;
        this.topics = topics;
        this.deadLetterTopic = deadLetterTopic;
        this.strangers = strangers;
    }

    /**
     * Where others publish, too, counts do not tell when everything of the house has arrived: there it is tried for
     * some time.
     */
    public Proof.Verdict verdict(Queue<HouseMessage> acknowledged) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Proof.Verdict verdict = prove(new Proof(acknowledged, strangers));
        while (!verdict.holds() && strangers == Proof.Strangers.POSSIBLE && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
            verdict = prove(new Proof(acknowledged, strangers));
        }
        return verdict;
    }

    private Proof.Verdict prove(Proof proof) throws SQLException {
        for (String table : HomeDatabase.HISTORY) {
            database.forEachRow(table, row -> proof.row(table, row));
        }
        for (String table : HomeDatabase.LATEST.keySet()) {
            List<Map<String, String>> rows = new ArrayList<>();
            database.forEachRow(table, rows::add);
            proof.latest(table, rows);
        }
        topics.read(deadLetterTopic).stream().map(DeadLetter::of).forEach(proof::deadLetter);
        database.forEachRow(HomeDatabase.DEAD_LETTERS, proof::deadLetterRow);
        return proof.verdict();
    }
}
