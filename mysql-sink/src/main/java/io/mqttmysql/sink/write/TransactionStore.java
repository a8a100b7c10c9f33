// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.failure.TransactionPhase;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.table.Column;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;

/** Records into an open transaction. Lives as long as the transaction. */
final class TransactionStore implements RecordStore {
    private static final String MARK = "mysql_sink";

    private final BatchWriter writer;
    private final SqlFailureClassifier classifier;
    private Savepoint mark;

    TransactionStore(BatchWriter writer, SqlFailureClassifier classifier) {
        this.writer = writer;
        this.classifier = classifier;
    }

    @Override
    public void mark() throws SQLException {
        mark = writer.connection().setSavepoint(MARK);
    }

    @Override
    public void rollBackToMark() throws SQLException {
        writer.connection().rollback(mark);
    }

    @Override
    public void write(List<RecordRows> records) throws SQLException {
        writer.write(records.stream().flatMap(record -> record.rows().stream()).toList());
    }

    @Override
    public void writeAlone(RecordRows record) throws RecordRefused, SQLException {
        for (Row row : record.rows()) {
            try {
                writer.write(List.of(row));
            } catch (SQLException e) {
                if (!isAboutRecords(e)) {
                    throw e;
                }
                if (!isReplay(row, e)) {
                    throw new RecordRefused(failure(row, e), e);
                }
            }
        }
    }

    /** An insert whose very row is already there was written by an earlier delivery. */
    private boolean isReplay(Row row, SQLException failure) throws SQLException {
        return row.shape().mode() == InsertMode.INSERT && classifier.isDuplicate(failure) && writer.isStored(row);
    }

    private static RecordFailure failure(Row row, SQLException failure) {
        Optional<String> column = FailureSentence.column(failure)
                .filter(name -> row.shape().columns().stream().map(Column::name).anyMatch(name::equalsIgnoreCase));
        return new RecordFailure(
                row.record(),
                row.strategy(),
                Optional.of(row.shape().table().toString()),
                column,
                FailureSentence.ofRecord(failure));
    }

    @Override
    public boolean isAboutRecords(SQLException failure) {
        return classifier.classify(failure, TransactionPhase.BODY, () -> LinkProbe.isDead(writer.connection()))
                == FailureKind.RECORD;
    }
}
