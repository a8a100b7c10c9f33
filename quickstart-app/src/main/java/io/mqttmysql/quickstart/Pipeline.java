// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart;

import io.mqttmysql.quickstart.database.HomeDatabase;
import io.mqttmysql.quickstart.scenario.BrokerLogin;
import io.mqttmysql.quickstart.scenario.ConnectorPlan;
import io.mqttmysql.quickstart.scenario.OwnBroker;
import io.mqttmysql.quickstart.scenario.Scenario;
import io.mqttmysql.quickstart.screen.LiveView;
import io.mqttmysql.quickstart.screen.PipelineWatch;
import io.mqttmysql.stack.KafkaTopics;
import io.mqttmysql.stack.LocalStack;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The servers and connectors of a run, and who looks at them. */
record Pipeline(LocalStack stack, Scenario scenario, ConnectorPlan plan, KafkaTopics topics, HomeDatabase database) {
    /** @param received by the broker, as far as anybody here knows */
    PipelineWatch watch(Supplier<OptionalLong> received, LiveView view) {
        return new PipelineWatch(new PipelineWatch.Outlook(received, topics, database, stack.connect(), plan), view);
    }

    String brokerUri() {
        return scenario.ownBroker()
                .map(OwnBroker::uri)
                .orElseGet(() -> stack.mqtt().uri());
    }

    BrokerLogin brokerLogin() {
        return scenario.ownBroker().map(OwnBroker::login).orElse(BrokerLogin.NONE);
    }
}
