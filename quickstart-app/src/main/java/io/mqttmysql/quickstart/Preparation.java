// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart;

import io.mqttmysql.quickstart.database.HomeDatabase;
import io.mqttmysql.quickstart.database.SqlScript;
import io.mqttmysql.quickstart.scenario.ConnectorPlan;
import io.mqttmysql.quickstart.scenario.OwnBroker;
import io.mqttmysql.quickstart.scenario.OwnDatabase;
import io.mqttmysql.quickstart.scenario.OwnSink;
import io.mqttmysql.quickstart.scenario.OwnSinkSettings;
import io.mqttmysql.quickstart.scenario.Scenario;
import io.mqttmysql.quickstart.scenario.Trouble;
import io.mqttmysql.quickstart.screen.Narrator;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.paho.mqttv5.common.MqttException;

/** What has to be there before the first message: reachable servers, tables, connectors. Main thread. */
final class Preparation {
    private static final Path TABLES = Path.of("connector-configs/tables.sql");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Scenario scenario;
    private final Path project;
    private final Narrator narrator;

    Preparation(Scenario scenario, Path project, Narrator narrator) {
        this.scenario = scenario;
        this.project = project;
        this.narrator = narrator;
    }

    /** Before anything is started; changes nothing there. */
    void checkOwnServers() {
        try {
            if (scenario.ownBroker().isPresent()) {
                OwnBroker broker = scenario.ownBroker().get();
                new BrokerSession(broker.uri(), broker.clientId() + "-check", broker.login()).end();
                narrator.step("Your MQTT broker answers: " + broker.uri());
            }
            if (scenario.ownDatabase().isPresent()) {
                OwnDatabase own = scenario.ownDatabase().get();
                own.address().connect("", PATIENCE).close();
                narrator.step("Your MySQL answers: " + own.address());
            }
        } catch (SQLException | MqttException e) {
            throw new StackException(Trouble.unreachable(e, scenario), e);
        }
    }

    HomeDatabase createTables(LocalStack stack) {
        HomeDatabase database = new HomeDatabase(
                scenario.ownDatabase()
                        .map(OwnDatabase::address)
                        .orElseGet(() -> stack.mysql().endpoint()),
                scenario.schema());
        Path shipped = project.resolve(TABLES);
        try {
            database.create();
        } catch (SQLException e) {
            throw new StackException(
                    scenario.ownDatabase().map(own -> Trouble.noSchema(e, own)).orElseGet(() -> Trouble.inWords(e)), e);
        }
        try {
            SqlScript tables = SqlScript.parse(Files.readString(shipped));
            if (scenario.ownSink().flatMap(OwnSink::tables).isPresent()) {
                runOwn(scenario.ownSink().get().tables().get(), database);
                database.run(tables.making(HomeDatabase.DEAD_LETTERS));
            } else {
                database.run(tables);
            }
        } catch (IOException | SQLException e) {
            throw new StackException(Trouble.with(TABLES, e), e);
        }
        tellWhere();
        return database;
    }

    private static void runOwn(OwnSink.Script script, HomeDatabase database) {
        try {
            database.run(SqlScript.parse(script.text()));
        } catch (SQLException e) {
            throw new StackException(Trouble.with(script.file(), e), e);
        }
    }

    private void tellWhere() {
        if (scenario.ownDatabase().isEmpty()) {
            narrator.step("Tables created in database '" + scenario.schema() + "'");
            return;
        }
        OwnDatabase own = scenario.ownDatabase().get();
        narrator.step("Tables created in the new schema '" + own.schema() + "' of your MySQL; nothing else there is"
                + " touched" + (own.unused().isEmpty() ? "" : ", nor is '" + own.unused() + "', which --mysql names"));
        narrator.step("  it stays; to remove it:  DROP DATABASE " + own.schema() + ";");
    }

    void startConnectors(ConnectorPlan plan, LocalStack stack) {
        scenario.ownSink()
                .map(own -> OwnSinkSettings.of(own.settings()).replaced())
                .filter(replaced -> !replaced.isEmpty())
                .ifPresent(replaced -> narrator.step("Of your sink file is replaced: " + String.join(", ", replaced)));
        scenario.ownBroker()
                .ifPresent(broker -> narrator.step("The source subscribes to " + String.join(", ", broker.filters())
                        + " as client " + broker.taskClientId() + ", session expiry "
                        + OwnBroker.SESSION_EXPIRY_SECONDS + " s"));
        for (ConnectorPlan.Connector connector : plan.connectors()) {
            stack.connect().put(connector.name(), connector.settings());
            stack.connect().awaitRunning(connector.name(), connector.tasks(), PATIENCE);
            narrator.step(
                    "Connector " + connector.name() + ": connector and task RUNNING (" + connector.origin() + ")");
        }
    }
}
