// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.RecordFailure;
import java.sql.SQLException;
import java.util.List;

/** Where the isolator puts records: one transaction of the database, or a double of it. */
interface RecordStore {
    /** Remembers this point of the transaction; forgets the one before. */
    void mark() throws SQLException;

    void rollBackToMark() throws SQLException;

    /** All rows of all these records. */
    void write(List<RecordRows> records) throws SQLException;

    /** All rows of one record, one by one. Fails with the first row that cannot be stored. */
    void writeAlone(RecordRows record) throws RecordRefused, SQLException;

    /** Whether this failure is about data, so that a smaller group may pass. */
    boolean isAboutRecords(SQLException failure);

    /** A record that cannot be stored, and why. */
    final class RecordRefused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient RecordFailure failure;

        RecordRefused(RecordFailure failure, SQLException cause) {
            super(failure.sentence(), cause);
            this.failure = failure;
        }

        RecordFailure failure() {
            return failure;
        }
    }
}
