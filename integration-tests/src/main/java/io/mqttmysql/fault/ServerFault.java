// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.ServerProcess;

/** What can happen to the process of a server. */
public enum ServerFault {
    /** SIGKILL; comes back on the same port and data. */
    KILL {
        @Override
        void begin(ServerProcess server) {
            server.kill();
        }

        @Override
        void end(ServerProcess server) {
            server.start();
        }
    },
    /** SIGTERM, as a package update does it; comes back. */
    RESTART {
        @Override
        void begin(ServerProcess server) {
            server.stop();
        }

        @Override
        void end(ServerProcess server) {
            server.start();
        }
    },
    /** SIGSTOP and SIGCONT: it keeps its connections and answers nothing, like a host that hangs. */
    FREEZE {
        @Override
        void begin(ServerProcess server) {
            server.freeze();
        }

        @Override
        void end(ServerProcess server) {
            server.thaw();
        }
    };

    abstract void begin(ServerProcess server);

    abstract void end(ServerProcess server);

    public Fault of(ServerProcess server) {
        ServerFault kind = this;
        return new Fault() {
            @Override
            public String name() {
                return server.name() + "-" + kind.name().toLowerCase(java.util.Locale.ROOT);
            }

            @Override
            public void begin() {
                kind.begin(server);
            }

            @Override
            public void end() {
                kind.end(server);
            }
        };
    }
}
