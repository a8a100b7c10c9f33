// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

import io.mqttmysql.sink.table.TableCatalog;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records to rows: the stage before the transaction. Changes nothing outside itself. Task thread. */
@FunctionalInterface
public interface RecordMapper {
    /**
     * Maps records in order; at least one, and no further one once the time is over.
     *
     * @param isOver whether it is
     * @throws SQLException when a table's definition had to be read and could not be
     * @throws ConfigurationProblem when the configuration cannot fit the tables as they are
     * @throws org.apache.kafka.connect.errors.ConnectException when the configuration wants the task to fail
     */
    MappedRecords map(Collection<SinkRecord> records, TableCatalog catalog, BooleanSupplier isOver) throws SQLException;
}
