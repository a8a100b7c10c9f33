// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import io.mqttmysql.fault.CommitCut;
import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.stack.LocalStack;

/**
 * The ways from the two connectors to their servers, each through a proxy that can be told to fail.
 *
 * @param mqtt from the source to the broker
 * @param kafka from the source's producer to Kafka
 * @param mySql from the sink to the database
 * @param commits what the proxy to the database does at the next COMMIT
 */
public record Links(FaultProxy mqtt, FaultProxy kafka, FaultProxy mySql, CommitCut commits) implements AutoCloseable {
    public static Links of(LocalStack stack) {
        CommitCut commits = CommitCut.ofRows();
        return new Links(
                FaultProxy.to("mqtt-link", stack.mqtt().port()),
                FaultProxy.to(stack.kafka()),
                FaultProxy.to("mysql-link", stack.mysql().port(), commits),
                commits);
    }

    String mqttUri() {
        return "tcp://127.0.0.1:" + mqtt.port();
    }

    String kafkaAddress() {
        return "127.0.0.1:" + kafka.port();
    }

    String jdbcUrl(String database) {
        return "jdbc:mysql://127.0.0.1:" + mySql.port() + "/" + database;
    }

    @Override
    public void close() {
        mqtt.close();
        kafka.close();
        mySql.close();
    }
}
