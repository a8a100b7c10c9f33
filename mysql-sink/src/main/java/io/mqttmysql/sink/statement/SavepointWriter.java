// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.ConnectorFault;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowOperation;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.table.TableCache;
import io.mqttmysql.sink.table.TableDefinition;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records into an open transaction. Lives as long as the transaction. */
public final class SavepointWriter implements RecordStore {
    private static final String MARK = "mysql_sink";
    private static final String DATA_STATE = "22000";

    private final BatchWriter writer;
    private final SqlFailureClassifier classifier;
    private final Refusals refusals;
    private final TableCache tables;
    private final DeliveryGuarantee guarantee;
    private final Beginning beginning;
    private final Replays replays;
    private final LastRows lastRows;
    private final CurrentTables current;
    private final Map<RowShape, Boolean> rivals = new IdentityHashMap<>();
    private Optional<SQLException> unknown = Optional.empty();
    private Optional<Savepoint> mark = Optional.empty();
    private boolean isTouched;
    private Effects effects = Effects.NONE;
    private Effects effectsAtMark = Effects.NONE;

    /**
     * @param guarantee whether a record may come a second time although its rows are stored
     * @param beginning what was done in the transaction until now
     * @param lastRows what earlier transactions wrote; it was told that one begins
     */
    public SavepointWriter(
            BatchWriter writer,
            SqlFailureClassifier classifier,
            TableCache tables,
            DeliveryGuarantee guarantee,
            Beginning beginning,
            LastRows lastRows) {
        this.writer = writer;
        this.classifier = classifier;
        this.refusals = new Refusals(writer.connection(), classifier);
        this.tables = tables;
        this.guarantee = guarantee;
        this.beginning = beginning;
        this.replays = new Replays(writer, tables);
        this.lastRows = lastRows;
        this.current = new CurrentTables(writer.connection(), tables);
    }

    /** Before the first rows it is the beginning, and costs no statement. */
    @Override
    public void mark() throws SQLException {
        mark = isTouched ? Optional.of(writer.connection().setSavepoint(MARK)) : Optional.empty();
        effectsAtMark = effects;
        lastRows.mark();
    }

    @Override
    public void rollBackToMark() throws SQLException {
        if (mark.isPresent()) {
            writer.connection().rollback(mark.get());
        } else {
            writer.connection().rollback();
            beginning.again(writer.connection());
            isTouched = false;
        }
        effects = effectsAtMark;
        lastRows.rollBackToMark();
    }

    @Override
    public void write(List<RecordRows> records) throws SQLException {
        List<Row> rows =
                records.stream().flatMap(record -> record.rows().stream()).toList();
        try {
            sendNew(rows);
        } catch (StatementRefused e) {
            if (rows.size() == 1 || !mayRepeat(e)) {
                throw e;
            }
            rollBackToMark();
            if (!findReplays(rows)) {
                throw e;
            }
            sendNew(rows);
        }
    }

    private void sendNew(List<Row> all) throws SQLException {
        List<Row> known = replays.among(all);
        known.forEach(lastRows::forget);
        send(writer, changed(replays.without(all)));
        if (!known.isEmpty() && !replays.areThere(known)) {
            replays.forget(known);
            throw new StatementRefused(new SQLDataException("a repeated row was removed", DATA_STATE), known);
        }
        effects = effects.plus(new Effects(0, known.size()));
    }

    private List<Row> changed(List<Row> all) throws SQLException {
        List<Row> changed =
                lastRows.changed(all, row -> row.shape().operation() == RowOperation.UPSERT && hasRivals(row));
        if (changed.size() < all.size()) {
            Set<Row> written = Collections.newSetFromMap(new IdentityHashMap<>());
            written.addAll(changed);
            effects = effects.plus(Effects.unchanged(
                    all.stream().filter(row -> !written.contains(row)).toList()));
        }
        return changed;
    }

    /** What the server has against the question, it has against one of the rows: a smaller group may pass. */
    private boolean findReplays(List<Row> rows) throws SQLException {
        try {
            return replays.find(rows);
        } catch (SQLException e) {
            return switch (refusals.kind(e)) {
                case RECORD, CONFIGURATION, UNKNOWN -> false;
                case CONNECTION_LOST, COMMIT_UNKNOWN, CONFLICT, SERVER_STATE -> throw e;
            };
        }
    }

    /** Not with exactly_once: it knows by positions what was delivered. */
    private boolean mayRepeat(SQLException failure) {
        return guarantee == DeliveryGuarantee.AT_LEAST_ONCE && classifier.isDuplicate(failure);
    }

    /** A fault met while rows become statements is about rows; the driver's own faults are told by then. */
    private void send(BatchWriter sender, List<Row> rows) throws SQLException {
        isTouched |= !rows.isEmpty();
        try {
            int ignored = sender.write(rows);
            List<Row> doubtful = rows.stream().filter(this::mayBeKeptOut).toList();
            effects = effects.plus(new Effects(ignored, 0, sender.keptOut(doubtful), List.of()));
        } catch (StatementRefused e) {
            current.requireNumbers(e, classifier);
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
        BatchWriter sender = standsAlone(record) ? writer.unhurried() : writer;
        for (Row row : record.rows()) {
            try {
                send(sender, changed(List.of(row)));
            } catch (SQLException e) {
                if (!refusals.isAboutRecords(e)) {
                    throw e;
                }
                if (!isReplay(sender, row, e)) {
                    current.requireUpToDate(row.shape().table());
                    RecordFailure failure = refusals.failure(row, e);
                    if (unknown.isEmpty() && refusals.kind(e) == FailureKind.UNKNOWN) {
                        unknown = Optional.of(Refusals.named(failure, e));
                    }
                    return Optional.of(failure);
                }
                lastRows.forget(row);
                effects = effects.plus(new Effects(0, 1));
            }
        }
        return Optional.empty();
    }

    /** An insert whose very row is already there was written by an earlier delivery. */
    private boolean isReplay(BatchWriter sender, Row row, SQLException failure) throws SQLException {
        if (row.shape().operation() != RowOperation.INSERT || !classifier.isDuplicate(failure)) {
            return false;
        }
        Optional<TableDefinition> table = current.now(row.shape().table());
        return table.isPresent()
                && new DuplicateKey(writer.connection(), table.get()).isWritten(row, failure)
                && mayRepeat(failure)
                && !sender.stored(List.of(row)).isEmpty();
    }

    private boolean mayBeKeptOut(Row row) {
        return row.shape().operation() == RowOperation.INSERT_IF_ABSENT && hasRivals(row);
    }

    /** Whether another index than that of the row's key may meet another row, without an error. */
    private boolean hasRivals(Row row) {
        return rivals.computeIfAbsent(
                row.shape(),
                shape -> tables.known(shape.table())
                        .filter(table -> !table.otherKeys(shape.keyColumns(), shape.columns())
                                .isEmpty())
                        .isPresent());
    }

    public Effects effects() {
        return effects;
    }

    @Override
    public void requireKnown() throws SQLException {
        if (unknown.isPresent()) {
            throw unknown.get();
        }
    }

    @Override
    public boolean isAboutRecords(SQLException failure) throws SQLException {
        return refusals.isAboutRecords(failure);
    }
}
