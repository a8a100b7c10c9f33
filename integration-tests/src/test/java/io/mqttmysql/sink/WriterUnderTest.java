// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.DeliveryOptions;
import io.mqttmysql.sink.config.PoolOptions;
import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.sink.config.WriteOptions;
import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordMapper;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.row.UpdateMissing;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.write.SinkCounters;
import io.mqttmysql.sink.write.SinkWriter;
import io.mqttmysql.sink.write.SinkWriterOptions;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The sink's writer without Connect around it: one row a record, into one table, on one partition. */
final class WriterUnderTest implements AutoCloseable {
    static final TopicPartition PARTITION = new TopicPartition("home", 0);

    private final List<Long> putAside = new ArrayList<>();
    private final Map<TopicPartition, Long> rewinds = new HashMap<>();
    private final SinkWriter writer;
    private Supplier<Future<Void>> letters = () -> CompletableFuture.completedFuture(null);
    private boolean isHolding;

    /** @param settings names and values in turn, over a plain unencrypted connection to the port */
    WriterUnderTest(Database database, int port, InsertMode mode, String... settings) {
        Map<String, String> values = new HashMap<>(database.connection(port));
        values.put("name", "house");
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        ErrantRecords errants = ErrantRecords.from(
                (record, error) -> {
                    putAside.add(record.kafkaOffset());
                    return letters.get();
                },
                "all");
        writer = new SinkWriter(options(values), mapper(mode), context(), errants);
        writer.open(List.of(PARTITION));
    }

    private static SinkWriterOptions options(Map<String, String> values) {
        ConfigDef definition = new ConfigDef();
        ConnectionOptions.define(definition);
        PoolOptions.define(definition);
        WriteOptions.define(definition);
        DeliveryOptions.define(definition);
        RetryOptions.define(definition);
        AbstractConfig config = new AbstractConfig(definition, values, false);
        return new SinkWriterOptions(
                ConnectionOptions.from(config),
                PoolOptions.from(config),
                WriteOptions.from(config),
                DeliveryOptions.from(config),
                RetryOptions.from(config),
                "house",
                "house-0");
    }

    private static RecordMapper mapper(InsertMode mode) {
        return (records, catalog, isOver) -> {
            TableDefinition table = catalog.find(TableId.of("readings"))
                    .orElseThrow(() -> new ConfigurationProblem("table 'readings' is missing"));
            RowShape shape = new RowShape(
                    table.id(), RowOperation.of(mode, UpdateMissing.IGNORE), table.columns(), table.primaryKey());
            List<Row> rows = records.stream()
                    .map(record -> new Row(shape, (Object[]) record.value(), record, "test"))
                    .toList();
            return new MappedRecords(rows, List.of(), List.of());
        };
    }

    private SinkTaskContext context() {
        return (SinkTaskContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SinkTaskContext.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "offset" -> rewinds.put((TopicPartition) arguments[0], (Long) arguments[1]);
                        case "pause" -> isHolding = true;
                        case "resume" -> isHolding = false;
                        default -> {
                            // nothing that a test looks at
                        }
                    }
                    return method.getName().equals("assignment") ? Set.of(PARTITION) : null;
                });
    }

    static SinkRecord record(long offset, Object value) {
        Object[] row = {offset, value};
        return new SinkRecord(
                PARTITION.topic(),
                PARTITION.partition(),
                null,
                "key",
                null,
                row,
                offset,
                1_000 + offset,
                TimestampType.CREATE_TIME);
    }

    /** One partition more. */
    void open(TopicPartition partition) {
        writer.open(List.of(partition));
    }

    void write(long from, long to) {
        write(LongStream.range(from, to)
                .mapToObj(offset -> record(offset, "21.5"))
                .toList());
    }

    void write(List<SinkRecord> records) {
        writer.write(records);
    }

    /** What becomes of reports from now on; they are done at once without it. */
    void answerReports(Supplier<Future<Void>> answers) {
        letters = answers;
    }

    /** Whether records wait in the writer, so that it takes no others. */
    boolean isHolding() {
        return isHolding;
    }

    /** Calls again for as long as it holds records, as Connect does. */
    void insist() {
        insistUntil(() -> !isHolding);
    }

    /** Calls again until it is so: on a slow machine an attempt can end before it comes to what is looked for. */
    void insistUntil(BooleanSupplier isSo) {
        await().until(() -> {
            if (!isSo.getAsBoolean()) {
                writer.write(List.of());
            }
            return isSo.getAsBoolean();
        });
    }

    /** What the task's metrics show. */
    SinkCounters counters() {
        return writer.counters();
    }

    /** Offsets of the records that were reported. */
    List<Long> putAside() {
        return putAside;
    }

    /** Where Kafka was asked to deliver from. */
    Map<TopicPartition, Long> rewinds() {
        return rewinds;
    }

    /** What preCommit answers for this position; -1 for nothing. */
    long committable(long position) {
        OffsetAndMetadata answer = writer.committable(Map.of(PARTITION, new OffsetAndMetadata(position)))
                .get(PARTITION);
        return answer == null ? -1 : answer.offset();
    }

    @Override
    public void close() {
        writer.close();
    }
}
