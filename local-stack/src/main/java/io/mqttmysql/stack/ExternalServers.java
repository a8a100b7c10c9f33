// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.util.Map;
import java.util.Optional;

/**
 * Servers of somebody else that the stack uses in the place of its own: it starts, stops and sets nothing there.
 *
 * @param mySql with the schema that connectors write to
 */
record ExternalServers(Optional<String> brokerUri, Optional<Database> mySql) {
    static final ExternalServers NONE = new ExternalServers(Optional.empty(), Optional.empty());

    /** One schema of a server. */
    record Database(MySqlAddress address, String schema) {
        /** The variables that the files in connector-configs/ refer to. */
        Map<String, String> variables() {
            return Map.of(
                    "MYSQL_URL", address.jdbcUrl(schema),
                    "MYSQL_USER", address.user(),
                    "MYSQL_PASSWORD", address.password());
        }
    }

    ExternalServers withBroker(String uri) {
        return new ExternalServers(Optional.of(uri), mySql);
    }

    ExternalServers withMySql(Database database) {
        return new ExternalServers(brokerUri, Optional.of(database));
    }
}
