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
    PAUSED {
        @Override
        void begin(ConnectClient connect, String connector) {
            connect.pause(connector);
        }

        @Override
        void end(ConnectClient connect, String connector, JsonNode config) {
            connect.resume(connector);
        }
    },
    STOPPED {
        @Override
        void begin(ConnectClient connect, String connector) {
            connect.stop(connector);
        }

        @Override
        void end(ConnectClient connect, String connector, JsonNode config) {
            connect.resume(connector);
        }
    },
    RESTARTED {
        @Override
        void begin(ConnectClient connect, String connector) {
            connect.restart(connector);
        }

        @Override
        void end(ConnectClient connect, String connector, JsonNode config) {
            connect.restart(connector);
        }
    },
    /** Its offsets in Kafka, the sink's positions and the source's session at the broker stay. */
    DELETED {
        @Override
        void begin(ConnectClient connect, String connector) {
            connect.delete(connector);
        }

        @Override
        void end(ConnectClient connect, String connector, JsonNode config) {
            connect.put(connector, config);
        }
    },
    ONE_TASK {
        @Override
        void begin(ConnectClient connect, String connector) {
            connect.put(connector, withTasks(connect, connector, 1));
        }

        @Override
        void end(ConnectClient connect, String connector, JsonNode config) {
            connect.put(connector, config);
        }
    },
    THREE_TASKS {
        @Override
        void begin(ConnectClient connect, String connector) {
            connect.put(connector, withTasks(connect, connector, 3));
        }

        @Override
        void end(ConnectClient connect, String connector, JsonNode config) {
            connect.put(connector, config);
        }
    };

    abstract void begin(ConnectClient connect, String connector);

    abstract void end(ConnectClient connect, String connector, JsonNode config);

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
                insist(() -> {
                    config = config(connect, connector);
                    kind.begin(connect, connector);
                });
            }

            @Override
            public void end() {
                insist(() -> kind.end(connect, connector, config));
            }

            /** Connect has to answer. */
            @Override
            public boolean combines() {
                return false;
            }
        };
    }

    /** A group of workers that has just lost one refuses for a while; what is asked for twice is done once. */
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

    private static JsonNode config(ConnectClient connect, String connector) {
        return connect.get("connectors/" + connector + "/config");
    }

    private static JsonNode withTasks(ConnectClient connect, String connector, int tasks) {
        return ((ObjectNode) config(connect, connector)).put("tasks.max", Integer.toString(tasks));
    }
}
