// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.RecordFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Where the isolator puts records: one transaction of the database, or a double of it. */
interface RecordStore {
    /** Remembers this point of the transaction; forgets the one before. */
    void mark() throws SQLException;

    void rollBackToMark() throws SQLException;

    /** All rows of all these records; on its way it may go back to the mark. */
    void write(List<RecordRows> records) throws SQLException;

    /**
     * Whether the record has to be written alone, since a row of it would stay where others are undone;
     * to write it again would double it.
     */
    boolean standsAlone(RecordRows record);

    /** All rows of one record, one by one, up to the first that cannot be stored: then says why. */
    Optional<RecordFailure> writeAlone(RecordRows record) throws SQLException;

    /**
     * Asked after the last record of several, where none was stored: what nobody knows is then the server's.
     *
     * @throws SQLException the unknown failure, if there was one
     */
    void requireKnown() throws SQLException;

    /** Whether this failure may be about data, so that a smaller group may pass. */
    boolean isAboutRecords(SQLException failure) throws SQLException;
}
