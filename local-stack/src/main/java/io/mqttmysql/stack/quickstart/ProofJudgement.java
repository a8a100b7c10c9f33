// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds what the house published against tables and dead letters. Main thread. */
final class ProofJudgement {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Pipeline pipeline;

    ProofJudgement(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Where others publish, too, counts do not tell when everything of the house has arrived: there it is tried for some
     * time.
     */
    Proof.Verdict verdict(Queue<HouseMessage> acknowledged) throws SQLException {
        Proof.Strangers strangers =
                pipeline.scenario().ownBroker().isPresent() ? Proof.Strangers.POSSIBLE : Proof.Strangers.NONE;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Proof.Verdict verdict = prove(new Proof(acknowledged, strangers));
        while (!verdict.holds() && strangers == Proof.Strangers.POSSIBLE && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
            verdict = prove(new Proof(acknowledged, strangers));
        }
        return verdict;
    }

    private Proof.Verdict prove(Proof proof) throws SQLException {
        HomeDatabase database = pipeline.database();
        for (String table : HomeDatabase.HISTORY) {
            database.forEachRow(table, row -> proof.row(table, row));
        }
        for (String table : HomeDatabase.LATEST.keySet()) {
            List<Map<String, String>> rows = new ArrayList<>();
            database.forEachRow(table, rows::add);
            proof.latest(table, rows);
        }
        String topic = pipeline.plan().deadLetterTopic().orElseThrow();
        pipeline.topics().read(topic).stream().map(DeadLetter::of).forEach(proof::deadLetter);
        database.forEachRow(HomeDatabase.DEAD_LETTERS, proof::deadLetterRow);
        return proof.verdict();
    }
}
