// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.benchmark.report.Figures;
import io.mqttmysql.benchmark.report.Measurement;
import io.mqttmysql.benchmark.report.Role;
import io.mqttmysql.stack.LocalStack;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What each mode of {@code connection.pool} costs: our sink against itself, with many or few records a transaction. */
final class PoolBenchmark implements Benchmark {
    private final LocalStack stack;
    private final KafkaTopics topics;
    private final int records;
    private final int perTransaction;

    PoolBenchmark(LocalStack stack, KafkaTopics topics, int records, int perTransaction) {
        this.stack = stack;
        this.topics = topics;
        this.records = records;
        this.perTransaction = perTransaction;
    }

    @Override
    public String name() {
        return "Pool: " + Figures.whole(records) + " records, " + perTransaction + " a transaction";
    }

    @Override
    public String word() {
        return "pool_" + perTransaction;
    }

    @Override
    public List<Contender> contenders() {
        return Stream.of("validated", "recycled", "none").map(this::contender).toList();
    }

    private Contender contender(String mode) {
        return new ConnectorContender("connection.pool=" + mode, Role.OURS, job -> settings(job, mode));
    }

    private Map<String, String> settings(Job job, String mode) {
        Map<String, String> settings = new SinkSettings(stack).ours(job, "at_least_once", perTransaction);
        settings.put("connection.pool", mode);
        return settings;
    }

    @Override
    public void prepare() {
        topics.create(word());
        topics.fill(word(), records, Reading::json);
    }

    @Override
    public Measurement run(Contender contender, String runName) {
        try (SinkTable table = SinkTable.create(stack.mysql(), runName);
                Contender.Running work = contender.start(stack, new Job(runName, word()))) {
            Measurement measurement = new Meter().until(records, () -> table.count(records), work);
            table.verify(records);
            return measurement;
        }
    }
}
