// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.Poll;
import io.mqttmysql.stack.StackException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** What a person does to a connector through Connect's REST interface, and undoes. */
public enum ConnectorFault {
    PAUSED((connect, name, config) -> connect.pause(name), (connect, name, config) -> connect.resume(name)),
    STOPPED((connect, name, config) -> connect.stop(name), (connect, name, config) -> connect.resume(name)),
    RESTARTED((connect, name, config) -> connect.restart(name), (connect, name, config) -> connect.restart(name)),
    /** Its offsets in Kafka, the sink's positions and the source's session at the broker stay. */
    DELETED(ConnectorFault::delete, ConnectClient::put),
    ONE_TASK((connect, name, config) -> connect.put(name, withTasks(config, 1)), ConnectClient::put),
    THREE_TASKS((connect, name, config) -> connect.put(name, withTasks(config, 3)), ConnectClient::put);

    /** One request; what is asked for twice is done once. */
    private interface Request {
        /** @param config as it was before the fault */
        void to(ConnectClient connect, String name, JsonNode config);
    }

    private final Request begin;
    private final Request end;

    ConnectorFault(Request begin, Request end) {
        this.begin = begin;
        this.end = end;
    }

    public boolean changesTasks() {
        return this == ONE_TASK || this == THREE_TASKS;
    }

    /** @param connector whose name ends with the plugin's kind, as in {@code home-sink} */
    public Fault of(ConnectClient connect, String connector) {
        ConnectorFault kind = this;
        return new Fault() {
            private JsonNode config;

            @Override
            public String name() {
                return connector.substring(connector.lastIndexOf('-') + 1) + "-"
                        + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            }

            @Override
            public void begin() {
                insist(() -> config = connect.get("connectors/" + connector + "/config"));
                insist(() -> kind.begin.to(connect, connector, config));
            }

            @Override
            public void end() {
                insist(() -> kind.end.to(connect, connector, config));
            }

            /** Connect has to answer. */
            @Override
            public boolean combines() {
                return false;
            }
        };
    }

    /** A group of workers that has just lost one refuses for a while. */
    private static void insist(Runnable request) {
        AtomicReference<StackException> refused = new AtomicReference<>();
        boolean done = Poll.until(Patience.START, () -> {
            try {
                request.run();
                return true;
            } catch (StackException e) {
                refused.set(e);
                return false;
            }
        });
        if (!done) {
            throw refused.get();
        }
    }

    /** A worker can refuse the answer to what it has done. */
    private static void delete(ConnectClient connect, String name, JsonNode config) {
        if (!connect.status(name).state().equals("ABSENT")) {
            connect.delete(name);
        }
    }

    private static JsonNode withTasks(JsonNode config, int tasks) {
        return ((ObjectNode) config.deepCopy()).put("tasks.max", Integer.toString(tasks));
    }
}
