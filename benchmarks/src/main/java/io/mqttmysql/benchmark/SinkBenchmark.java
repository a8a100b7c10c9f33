// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.benchmark.bare.BareSink;
import io.mqttmysql.benchmark.report.Figures;
import io.mqttmysql.benchmark.report.Measurement;
import io.mqttmysql.benchmark.report.Role;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.MySqlServer;
import java.util.List;
import java.util.Map;

/** Kafka to MySQL: records that lie in a topic become rows of a new table, one task, plain inserts. */
final class SinkBenchmark implements Benchmark {
    private static final String RAW = "raw";
    private static final String WITH_SCHEMA = "with-schema";

    /** Rows a statement and a poll, for everybody. */
    private static final int BATCH = 3000;

    private final LocalStack stack;
    private final KafkaTopics topics;
    private final int records;
    private final String peerVersion;
    private final SinkSettings settings;

    SinkBenchmark(LocalStack stack, KafkaTopics topics, int records, String peerVersion) {
        this.stack = stack;
        this.topics = topics;
        this.records = records;
        this.peerVersion = peerVersion;
        this.settings = new SinkSettings(stack);
    }

    @Override
    public String name() {
        return "Sink: " + Figures.whole(records) + " JSON records, one task, insert";
    }

    @Override
    public String word() {
        return "sink";
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                new ProgramContender("bare JDBC loop", BareSink.class, this::arguments),
                new ConnectorContender(
                        "MySqlSinkConnector, at-least-once",
                        Role.OURS,
                        job -> settings.ours(job, "at_least_once", BATCH)),
                new ConnectorContender(
                        "MySqlSinkConnector, exactly-once",
                        Role.OURS,
                        job -> settings.ours(job, "exactly_once", BATCH)),
                new ConnectorContender("Debezium JDBC sink " + peerVersion, Role.PEER, this::peer));
    }

    @Override
    public void prepare() {
        topics.create(RAW);
        topics.fill(RAW, records, Reading::json);
        topics.create(WITH_SCHEMA);
        topics.fill(WITH_SCHEMA, records, Reading::jsonWithSchema);
    }

    @Override
    public Measurement run(Contender contender, String runName) {
        String topic = contender.role() == Role.PEER ? WITH_SCHEMA : RAW;
        try (SinkTable table = SinkTable.create(stack.mysql(), runName);
                Contender.Running work = contender.start(stack, new Job(runName, topic))) {
            Measurement measurement = new Meter().until(records, () -> table.count(records), work);
            table.verify(records);
            return measurement;
        }
    }

    private List<String> arguments(Job job) {
        MySqlServer mySql = stack.mysql();
        return List.of(
                stack.kafka().bootstrapServers(),
                job.topic(),
                job.name(),
                mySql.jdbcUrl(job.name()),
                mySql.user(),
                mySql.password());
    }

    /**
     * Settings that favour it: its largest batches, and fetches that fill them although a schema makes records five
     * times larger.
     */
    private Map<String, String> peer(Job job) {
        Map<String, String> config = settings.any(job, BATCH);
        config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
        config.put("connection.url", stack.mysql().jdbcUrl(job.name()) + "?rewriteBatchedStatements=true");
        config.put("connection.username", stack.mysql().user());
        config.put("consumer.override.max.partition.fetch.bytes", "10485760");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "true");
        config.put("insert.mode", "insert");
        config.put("primary.key.mode", "none");
        config.put("schema.evolution", "none");
        config.put("delete.enabled", "false");
        config.put("collection.name.format", SinkTable.NAME);
        return config;
    }
}
