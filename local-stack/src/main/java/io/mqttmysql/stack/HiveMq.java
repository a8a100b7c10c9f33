// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * HiveMQ CE in a JVM of its own: sessions survive a restart and a kill (but not in a stack of the size for benchmarks).
 * It makes no outgoing connection.
 */
final class HiveMq extends MqttBroker {
    private final Programs programs;

    HiveMq(Workplace workplace, Programs programs, int port) {
        super(workplace, port);
        this.programs = programs;
    }

    @Override
    long memory() {
        return programs.size().memory().mqttBroker();
    }

    @Override
    void prepare() {
        programs.hiveMq();
        Workplace.write(
                home().resolve("config.xml"),
                configuration(port(), programs.size().sessions()));
    }

    @Override
    Command command() {
        List<Path> classPath = new ArrayList<>();
        classPath.add(Programs.ownClasses());
        classPath.addAll(programs.hiveMq());
        JavaProgram program = new JavaProgram(classPath, programs.size().mqttBroker(), HiveMqMain.class.getName());
        return programs.server(program, List.of(home().toString()), Map.of(), log());
    }

    @Override
    Path data() {
        return home().resolve("data");
    }

    /**
     * The queue of a client that is away holds 1000 messages by default and drops the rest; a publisher gets 10
     * messages in flight, which bounds its speed.
     */
    static String configuration(int port, String sessions) {
        return """
                <?xml version="1.0"?>
                <hivemq xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="config.xsd">
                  <listeners>
                    <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                  </listeners>
                  <mqtt>
                    <queued-messages><max-queue-size>1000000</max-queue-size></queued-messages>
                    <receive-maximum><server-receive-maximum>1000</server-receive-maximum></receive-maximum>
                    <shared-subscriptions><enabled>true</enabled></shared-subscriptions>
                  </mqtt>
                  <persistence><mode>%s</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port, sessions);
    }
}
