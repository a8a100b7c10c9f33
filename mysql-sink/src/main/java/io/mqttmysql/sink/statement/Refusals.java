// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.connection.LinkProbe;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.FailureSentence;
import io.mqttmysql.sink.failure.SqlFailureClassifier;
import io.mqttmysql.sink.failure.TransactionPhase;
import io.mqttmysql.sink.row.ErrantReason;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.ColumnName;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/** What failures of statements say about the rows they carried. Lives as long as the transaction. Task thread. */
final class Refusals {
    private final Connection connection;
    private final SqlFailureClassifier classifier;

    Refusals(Connection connection, SqlFailureClassifier classifier) {
        this.connection = connection;
        this.classifier = classifier;
    }

    /** Whether a smaller group may pass, or a single record is to be named for it. */
    boolean isAboutRecords(SQLException failure) throws SQLException {
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
        if (!new InformationSchema(connection).isTransactional(table)) {
            throw new ConnectException(
                    "Table '" + table + "' keeps rows of a transaction that failed, so nothing is tried again after an"
                            + " error that the sink does not know; look what it holds, make it transactional (ALTER"
                            + " TABLE " + table.quoted() + " ENGINE = InnoDB), then restart the task. "
                            + failure(row, refused).sentence(),
                    refused);
        }
    }

    FailureKind kind(SQLException failure) {
        return classifier.classify(failure, TransactionPhase.BODY, () -> LinkProbe.isDead(connection));
    }

    /** What is said of the record whose row was refused. */
    RecordFailure failure(Row row, SQLException failure) {
        Optional<Column> column = FailureSentence.column(failure)
                .flatMap(name -> row.shape().columns().stream()
                        .filter(written -> ColumnName.areSame(written.name(), name))
                        .findFirst());
        String sentence = kind(failure) == FailureKind.UNKNOWN
                ? FailureSentence.ofUnknown(failure)
                : FailureSentence.ofRecord(failure);
        return new RecordFailure(
                row.record(),
                row.strategy(),
                Optional.of(row.shape().table().toString()),
                column.map(Column::name),
                reason(failure),
                sentence + column.map(Refusals::words).orElse(""));
    }

    /** Which words an ENUM or a SET takes: the server says only that it is none of them. */
    private static String words(Column column) {
        List<String> words = Words.of(column.declaration());
        return words.isEmpty() ? "" : " The column takes " + Words.listed(words) + ".";
    }

    private ErrantReason reason(SQLException failure) {
        if (classifier.isDuplicate(failure)) {
            return ErrantReason.DUPLICATE_KEY;
        }
        return RowNotFound.isReasonOf(failure) ? ErrantReason.ROW_NOT_FOUND : ErrantReason.REFUSED;
    }

    /** The same failure with the record in its message. */
    static SQLException named(RecordFailure failure, SQLException cause) {
        return new SQLException(failure.sentence(), cause.getSQLState(), cause.getErrorCode(), cause);
    }
}
