// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.sink.config.ErrorOptions;
import io.mqttmysql.sink.config.MySqlSinkConfig;
import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.failure.WorkerLetterCounts;
import io.mqttmysql.sink.mapping.RowMapper;
import io.mqttmysql.sink.write.SinkWriter;
import io.mqttmysql.sink.write.SinkWriterOptions;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * One task: wires the stages at start, then hands every delivery to them. Task thread.
 *
 * <p>Only {@link #put} talks to MySQL, so a task starts, is rebalanced and stops while the database is away.
 */
public final class MySqlSinkTask extends SinkTask {
    private SinkWriter writer;
    private TaskMetrics metrics;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> props) {
        MySqlSinkConfig config = MySqlSinkConfig.from(props);
        ErrantRecords errants = errants(config.failures().errors(), props);
        String task = props.get("name") + "-" + props.get(MySqlSinkConfig.TASK_INDEX);
        RowMapper mapper = new RowMapper(
                config.mapping().strategies(),
                config.mapping().payload(),
                config.delivery().guarantee());
        writer = new SinkWriter(
                new SinkWriterOptions(
                        config.connection(),
                        config.pool(),
                        config.write(),
                        config.delivery(),
                        config.failures().retry(),
                        props.get("name"),
                        task),
                mapper,
                context,
                errants);
        metrics = new TaskMetrics(writer.counters(), mapper, config.mapping().strategies(), context, task);
    }

    private ErrantRecords errants(ErrorOptions options, Map<String, String> props) {
        ErrantRecords errants = ErrantRecords.from(context.errantRecordReporter(), options.tolerance())
                .atMost(options.maxShare());
        return options.hasDeadLetterTopic()
                ? errants.provedBy(new WorkerLetterCounts(props.get("name"), props.get(MySqlSinkConfig.TASK_INDEX)))
                : errants;
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        writer.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        metrics.show();
        writer.write(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        return writer.committable(currentOffsets);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        writer.close(partitions);
    }

    /** Also called when {@link #start} failed. */
    @Override
    public void stop() {
        if (writer != null) {
            writer.close();
        }
    }
}
