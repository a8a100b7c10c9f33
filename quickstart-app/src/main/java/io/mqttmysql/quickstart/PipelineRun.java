// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart;

import io.mqttmysql.quickstart.database.HomeDatabase;
import io.mqttmysql.quickstart.house.HouseMessage;
import io.mqttmysql.quickstart.judgement.Closing;
import io.mqttmysql.quickstart.judgement.LagJudgement;
import io.mqttmysql.quickstart.judgement.Proof;
import io.mqttmysql.quickstart.judgement.ProofJudgement;
import io.mqttmysql.quickstart.scenario.ConnectorPlan;
import io.mqttmysql.quickstart.scenario.Scenario;
import io.mqttmysql.quickstart.scenario.Trouble;
import io.mqttmysql.quickstart.screen.LiveView;
import io.mqttmysql.quickstart.screen.Narrator;
import io.mqttmysql.quickstart.screen.PipelineWatch;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.LocalStack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.eclipse.paho.mqttv5.common.MqttException;

/** One run on started servers, from the tables to the judgement. Main thread, except where a method says otherwise. */
final class PipelineRun {
    private static final Duration FOREVER = Duration.ofDays(365);
    private static final int FAULTS_SHOWN = 10;

    private final LocalStack stack;
    private final Scenario scenario;
    private final Preparation preparation;
    private final Narrator narrator;
    private final LiveView view;
    private volatile Optional<Closing> closing = Optional.empty();

    PipelineRun(LocalStack stack, Scenario scenario, Preparation preparation, Narrator narrator, LiveView view) {
        this.stack = stack;
        this.scenario = scenario;
        this.preparation = preparation;
        this.narrator = narrator;
        this.view = view;
    }

    /** How to end and judge the run at any moment, by any thread; empty where only a whole run can be judged. */
    Optional<Closing> closing() {
        return closing;
    }

    /** @param plan whose connectors are not started yet */
    boolean succeeds(ConnectorPlan plan) throws MqttException, SQLException, InterruptedException {
        Optional<Departure> departure =
                scenario.ownBroker().map(broker -> new Departure(stack.connect(), broker, narrator::step));
        departure.ifPresent(leaving -> stack.beforeTheEnd(leaving::leave));
        HomeDatabase database = preparation.createTables(stack);
        preparation.startConnectors(plan, stack);
        String kafka = stack.kafka().bootstrapServers();
        try (KafkaTopics topics = new KafkaTopics(kafka)) {
            Pipeline pipeline = new Pipeline(stack, scenario, plan, topics, database);
            Closing ending = new Closing(
                    new LagJudgement(stack.connect(), topics, plan),
                    () -> departure.ifPresent(Departure::leave),
                    database);
            if (!scenario.housePublishes()) {
                closing = Optional.of(ending);
                stack.beforeTheEnd(ending::conclude);
                watchOthers(pipeline);
                return tell(ending.conclude());
            }
            Queue<HouseMessage> acknowledged = new HouseRun(pipeline, narrator, view).publish();
            return switch (scenario.ending().judgement()) {
                case PROOF -> isProved(pipeline, acknowledged);
                case LAG -> tell(ending.conclude());
            };
        }
    }

    private void watchOthers(Pipeline pipeline) throws SQLException {
        narrator.step(scenario.pace()
                .duration()
                .map(duration -> "Watching for " + duration.toSeconds() + " s what others publish")
                .orElse("Watching what others publish, until Ctrl-C"));
        PipelineWatch watch = pipeline.watch(OptionalLong::empty, view);
        watch.until(scenario.pace().duration().orElse(FOREVER), now -> false);
        watch.showLast();
    }

    private boolean isProved(Pipeline pipeline, Queue<HouseMessage> acknowledged) throws SQLException {
        ProofJudgement judgement = new ProofJudgement(
                pipeline.database(),
                pipeline.topics(),
                pipeline.plan().deadLetterTopic().orElseThrow(),
                scenario.ownBroker().isPresent() ? Proof.Strangers.POSSIBLE : Proof.Strangers.NONE);
        Proof.Verdict verdict = judgement.verdict(acknowledged);
        boolean allRun = allRun(pipeline.plan());
        return tell(verdict) && allRun;
    }

    private boolean allRun(ConnectorPlan plan) {
        return plan.names().stream()
                .map(stack.connect()::status)
                .peek(status -> narrator.step("Connector " + status.connector() + " is " + status.inWords()))
                .allMatch(ConnectClient.Status::isRunning);
    }

    /** Called on whichever thread ends the run. */
    boolean tell(LagJudgement.Verdict verdict) {
        narrator.say(verdict.sentence());
        verdict.advice().ifPresent(narrator::say);
        complain(verdict.holds());
        return verdict.holds();
    }

    private boolean tell(Proof.Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict.sentence());
        verdict.faults().stream().limit(FAULTS_SHOWN).forEach(fault -> lines.add("  - " + fault));
        if (verdict.faults().size() > FAULTS_SHOWN) {
            lines.add("  - and " + (verdict.faults().size() - FAULTS_SHOWN) + " more");
        }
        narrator.say(lines.toArray(String[]::new));
        complain(verdict.holds());
        return verdict.holds();
    }

    /** The worker's log says why it went wrong. */
    private void complain(boolean holds) {
        if (!holds) {
            narrator.say("The last that the connectors complained about:");
            Trouble.warnings(stack.workers().get(0).log()).forEach(line -> view.say("  " + line));
        }
    }
}
