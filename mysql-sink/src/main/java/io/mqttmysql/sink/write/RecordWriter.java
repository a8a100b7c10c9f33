// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.table.RememberedTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;

/**
 * The rows of a delivery into an open transaction. Bad records are put aside, or the first of them ends the delivery.
 */
final class RecordWriter {
    private final Transactions transactions;
    private final int batchSize;
    private final DeliveryGuarantee guarantee;
    private final ErrantRecords errants;
    private final RememberedTables tables;

    RecordWriter(Transactions transactions, SinkWriterOptions options, ErrantRecords errants, RememberedTables tables) {
        this.transactions = transactions;
        this.batchSize = options.write().batchSize();
        this.guarantee = options.delivery().guarantee();
        this.errants = errants;
        this.tables = tables;
    }

    /**
     * What is ready for COMMIT.
     *
     * @param done the records that are stored or put aside
     * @param putAside the bad ones among them
     * @param end the bad record before which the delivery ended
     */
    record Written(MappedBatch done, List<RecordFailure> putAside, Optional<RecordFailure> end) {}

    /** @throws DataException at the first bad record, where what came before it must not be stored either */
    Written write(Connection connection, MappedBatch batch) throws SQLException {
        return errants.areTolerated() ? writeAll(connection, batch) : writeUntilFailure(connection, batch);
    }

    private Written writeAll(Connection connection, MappedBatch batch) throws SQLException {
        List<RecordFailure> failures = new ArrayList<>(batch.failures());
        failures.addAll(isolator(connection, batch).storeAll());
        return new Written(batch, failures, Optional.empty());
    }

    private Written writeUntilFailure(Connection connection, MappedBatch batch) throws SQLException {
        Optional<RecordFailure> unmapped = batch.failures().stream().findFirst();
        MappedBatch good =
                unmapped.map(failure -> batch.before(failure.record())).orElse(batch);
        Optional<RecordFailure> refused = isolator(connection, good).storeUntilFailure();
        Optional<RecordFailure> end = refused.or(() -> unmapped);
        if (end.isPresent() && !mayStorePart(good)) {
            throw end.get().asException();
        }
        return new Written(refused.map(failure -> good.before(failure.record())).orElse(good), List.of(), end);
    }

    /** The records before the bad one will be delivered again when the task is started again. */
    private boolean mayStorePart(MappedBatch batch) {
        return switch (guarantee) {
            case EXACTLY_ONCE -> true;
            case AT_LEAST_ONCE -> isIdempotent(batch);
        };
    }

    static boolean isIdempotent(MappedBatch batch) {
        return batch.stored().stream()
                .flatMap(record -> record.rows().stream())
                .allMatch(row -> row.shape().operation().isIdempotent());
    }

    private RecordIsolator isolator(Connection connection, MappedBatch batch) {
        BatchWriter writer = new BatchWriter(connection, transactions.server(), batchSize);
        return new RecordIsolator(new TransactionStore(writer, transactions.classifier(), tables), batch.stored());
    }
}
