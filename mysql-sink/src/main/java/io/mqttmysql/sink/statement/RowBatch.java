// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.Row;
import io.mqttmysql.sink.row.RowShape;
import java.util.List;

/** Rows of one shape that one statement can carry, in order. */
record RowBatch(RowShape shape, List<Row> rows) {}
