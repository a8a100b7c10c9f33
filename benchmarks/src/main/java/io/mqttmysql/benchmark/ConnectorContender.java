// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.benchmark.report.Role;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.ConnectWorker;
import io.mqttmysql.stack.LocalStack;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A connector on a worker that was started for it.
 *
 * @param config for a job
 */
record ConnectorContender(String name, Role role, Function<Job, Map<String, String>> config) implements Contender {

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(config.apply(Job.ANY));
        settings.remove("connection.password");
        return settings;
    }

    @Override
    public Running start(LocalStack stack, Job job) {
        ConnectWorker worker = stack.workers().get(0);
        worker.start();
        stack.connect().put(job.name(), config.apply(job));
        return new OnWorker(worker, stack.connect(), job.name());
    }

    private record OnWorker(ConnectWorker worker, ConnectClient connect, String connector) implements Running {
        @Override
        public Optional<String> failure() {
            ConnectClient.Status status = connect.status(connector);
            return status.hasFailed() ? Optional.of(status.inWords()) : Optional.empty();
        }

        @Override
        public void close() {
            connect.delete(connector);
            worker.stop();
        }
    }
}
