// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * HiveMQ CE in a JVM of its own: MQTT 5 and 3.1.1 on loopback, everybody may connect, sessions survive a restart and a
 * kill (but not in a stack of the size for benchmarks). It makes no outgoing connection.
 */
public final class MqttBroker extends ServerProcess {
    private final Programs programs;
    private final int port;

    MqttBroker(Workplace workplace, Programs programs, int port) {
        super("mqtt-broker", workplace);
        this.programs = programs;
        this.port = port;
    }

    /** For example {@code tcp://127.0.0.1:20123}. */
    public String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    long memory() {
        return programs.size().memory().mqttBroker();
    }

    @Override
    String title() {
        return "MQTT broker";
    }

    @Override
    String address() {
        return uri();
    }

    @Override
    void prepare() {
        programs.hiveMq();
        Workplace.write(
                home().resolve("config.xml"),
                configuration(port, programs.size().sessions()));
    }

    @Override
    Command command() {
        List<Path> classPath = new ArrayList<>();
        classPath.add(Programs.ownClasses());
        classPath.addAll(programs.hiveMq());
        Path home = home();
        return new Command(
                JavaCommand.line(
                        classPath, programs.size().mqttBroker(), List.of(HiveMqMain.class.getName(), home.toString())),
                Map.of(),
                log());
    }

    @Override
    boolean serves() {
        return PortLease.answers(port); // the listener is the last thing that HiveMQ starts
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
