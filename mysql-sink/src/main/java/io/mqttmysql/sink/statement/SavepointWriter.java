// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.connection.LinkProbe;
import io.mqttmysql.sink.failure.Conflict;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.failure.TransactionPhase;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.ConnectorFault;
import io.mqttmysql.sink.row.ErrantReason;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableCache;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/** Records into an open transaction. Lives as long as the transaction. */
public final class SavepointWriter implements RecordStore {
    private static final String MARK = "mysql_sink";
    private static final String DATA_STATE = "22000";

    private final BatchWriter writer;
    private final SqlFailureClassifier classifier;
    private final TableCache tables;
    private final DeliveryGuarantee guarantee;
    private final Map<TableId, Optional<TableDefinition>> current = new HashMap<>();
    private final Map<RowShape, Boolean> rivals = new IdentityHashMap<>();
    private Optional<SQLException> unknown = Optional.empty();
    private Savepoint mark;
    private Effects effects = Effects.NONE;
    private Effects effectsAtMark = Effects.NONE;

    /** @param guarantee whether a record may come a second time although its rows are stored */
    public SavepointWriter(
            BatchWriter writer, SqlFailureClassifier classifier, TableCache tables, DeliveryGuarantee guarantee) {
        this.writer = writer;
        this.classifier = classifier;
        this.tables = tables;
        this.guarantee = guarantee;
    }

    @Override
    public void mark() throws SQLException {
        mark = writer.connection().setSavepoint(MARK);
        effectsAtMark = effects;
    }

    @Override
    public void rollBackToMark() throws SQLException {
        writer.connection().rollback(mark);
        effects = effectsAtMark;
    }

    @Override
    public void write(List<RecordRows> records) throws SQLException {
        send(records.stream().flatMap(record -> record.rows().stream()).toList());
    }

    /** A fault met while rows become statements is about rows; the driver's own faults are told by then. */
    private void send(List<Row> rows) throws SQLException {
        try {
            int ignored = writer.write(rows);
            List<Row> doubtful = rows.stream().filter(this::hasRivals).toList();
            effects = effects.plus(new Effects(ignored, 0, writer.keptOut(doubtful)));
        } catch (StatementRefused e) {
            requireNumbers(e);
            throw e;
        } catch (ConfigurationProblem e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SQLDataException(ConnectorFault.sentence(e), DATA_STATE, e);
        }
    }

    @Override
    public boolean standsAlone(RecordRows record) {
        return record.rows().stream()
                .map(row -> row.shape().table())
                .distinct()
                .flatMap(table -> tables.known(table).stream())
                .anyMatch(table -> !table.traits().isTransactional());
    }

    @Override
    public Optional<RecordFailure> writeAlone(RecordRows record) throws SQLException {
        for (Row row : record.rows()) {
            try {
                send(List.of(row));
            } catch (SQLException e) {
                if (!isAboutRecords(e)) {
                    throw e;
                }
                if (!isReplay(row, e)) {
                    requireUpToDate(row.shape().table());
                    RecordFailure failure = failure(row, e);
                    if (unknown.isEmpty() && kind(e) == FailureKind.UNKNOWN) {
                        unknown = Optional.of(named(failure, e));
                    }
                    return Optional.of(failure);
                }
                effects = effects.plus(new Effects(0, 1));
            }
        }
        return Optional.empty();
    }

    /**
     * An insert whose very row is already there was written by an earlier delivery; not so with exactly_once: it knows
     * by positions what was delivered.
     */
    private boolean isReplay(Row row, SQLException failure) throws SQLException {
        if (row.shape().operation() != RowOperation.INSERT || !classifier.isDuplicate(failure)) {
            return false;
        }
        Optional<TableDefinition> table = now(row.shape().table());
        return table.isPresent()
                && new DuplicateKey(writer.connection(), table.get()).isWritten(row, failure)
                && guarantee == DeliveryGuarantee.AT_LEAST_ONCE
                && writer.isStored(row);
    }

    /** Whether another key than the row's own may keep it out, without an error. */
    private boolean hasRivals(Row row) {
        RowShape shape = row.shape();
        return shape.operation() == RowOperation.INSERT_IF_ABSENT
                && rivals.computeIfAbsent(
                        shape,
                        known -> tables.known(known.table())
                                .filter(table -> !table.otherKeys(known.keyColumns(), known.columns())
                                        .isEmpty())
                                .isPresent());
    }

    /** @throws ConfigurationProblem where the server has no number for a row, whatever is in it */
    private void requireNumbers(StatementRefused refused) throws SQLException {
        TableId table = refused.first().shape().table();
        if (classifier.isOutOfNumbers(refused)) {
            Optional<Column> numbered = now(table).stream()
                    .flatMap(definition -> definition.columns().stream())
                    .filter(Column::isNumbered)
                    .findFirst();
            if (numbered.isPresent()) {
                throw DuplicateKey.usedUp(table, numbered.get());
            }
        }
    }

    /** Read once in this transaction. */
    private Optional<TableDefinition> now(TableId table) throws SQLException {
        if (!current.containsKey(table)) {
            current.put(table, new InformationSchema(writer.connection()).read(table));
        }
        return current.get(table);
    }

    /** No record is blamed for a table that was altered after its row was made: the delivery is mapped again. */
    private void requireUpToDate(TableId table) throws SQLException {
        if (!tables.isUpToDate(table, now(table))) {
            throw new Conflict("table " + table + " was altered since it was read");
        }
    }

    public Effects effects() {
        return effects;
    }

    private RecordFailure failure(Row row, SQLException failure) {
        Optional<String> column = FailureSentence.column(failure)
                .filter(name -> row.shape().columns().stream()
                        .map(Column::name)
                        .anyMatch(written -> ColumnName.areSame(written, name)));
        return new RecordFailure(
                row.record(),
                row.strategy(),
                Optional.of(row.shape().table().toString()),
                column,
                reason(failure),
                kind(failure) == FailureKind.UNKNOWN
                        ? FailureSentence.ofUnknown(failure)
                        : FailureSentence.ofRecord(failure));
    }

    private ErrantReason reason(SQLException failure) {
        if (classifier.isDuplicate(failure)) {
            return ErrantReason.DUPLICATE_KEY;
        }
        return RowNotFound.isReasonOf(failure) ? ErrantReason.ROW_NOT_FOUND : ErrantReason.REFUSED;
    }

    @Override
    public void requireKnown() throws SQLException {
        if (unknown.isPresent()) {
            throw unknown.get();
        }
    }

    private static SQLException named(RecordFailure failure, SQLException cause) {
        return new SQLException(failure.sentence(), cause.getSQLState(), cause.getErrorCode(), cause);
    }

    @Override
    public boolean isAboutRecords(SQLException failure) throws SQLException {
        FailureKind kind = kind(failure);
        if (kind == FailureKind.UNKNOWN && failure instanceof StatementRefused refused) {
            requireTransactions(refused);
        }
        return kind == FailureKind.RECORD || (kind == FailureKind.UNKNOWN && failure instanceof StatementRefused);
    }

    /** To try again, alone or all together, would write rows twice that no rollback takes back. */
    private void requireTransactions(StatementRefused refused) throws SQLException {
        Row row = refused.first();
        TableId table = row.shape().table();
        if (!new InformationSchema(writer.connection()).isTransactional(table)) {
            throw new ConnectException(
                    "Table '" + table + "' keeps rows of a transaction that failed, so nothing is tried again after an"
                            + " error that the sink does not know; look what it holds, make it transactional (ALTER"
                            + " TABLE " + table.quoted() + " ENGINE = InnoDB), then restart the task. "
                            + failure(row, refused).sentence(),
                    refused);
        }
    }

    private FailureKind kind(SQLException failure) {
        return classifier.classify(failure, TransactionPhase.BODY, () -> LinkProbe.isDead(writer.connection()));
    }
}
