// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How a configuration is validated.
 *
 * @param asksServer whether the server is asked what it thinks of it
 */
public record ValidationOptions(boolean asksServer) {
    public static final String CONNECTION = "validate.connection";

    static ConfigDef define(ConfigDef def) {
        return def.define(CONNECTION, Type.BOOLEAN, true, Importance.LOW, """
                true: validation logs in to MySQL, compares tables of fixed names, their columns and the user's rights
                with the configuration, changes nothing and takes 5 s at most. A server that is away is a warning in the
                worker's log. false: for a server that only the workers' tasks may reach, or tables that are made
                later.""");
    }

    static ValidationOptions from(AbstractConfig config) {
        return new ValidationOptions(config.getBoolean(CONNECTION));
    }
}
