// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableReader;
import java.sql.SQLException;
import java.util.Optional;

/** Reads table definitions on a borrowed connection, before the transaction of the rows begins. */
record BorrowingTableReader(Transactions transactions) implements TableReader {
    @Override
    public Optional<TableDefinition> read(TableId id) throws SQLException {
        try {
            return transactions.run(connection -> new InformationSchema(connection).read(id));
        } catch (TransactionFailed e) {
            throw new ReadFailed(e);
        }
    }

    /** Carries the failure, already classified, through the mapper. */
    static final class ReadFailed extends SQLException {
        private static final long serialVersionUID = 1L;

        private final TransactionFailed failure;

        ReadFailed(TransactionFailed failure) {
            super(failure.reason().getMessage(), failure.reason());
            this.failure = failure;
        }

        TransactionFailed failure() {
            return failure;
        }
    }
}
