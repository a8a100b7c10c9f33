// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.row.Row;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** All rows of one record: they are stored together or not at all. */
public record RecordRows(SinkRecord record, List<Row> rows) {
    /** The rows of one record stand together, as the mapper gives them. */
    public static List<RecordRows> group(List<Row> rows) {
        List<RecordRows> groups = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= rows.size(); end++) {
            if (end == rows.size() || rows.get(end).record() != rows.get(start).record()) {
                groups.add(new RecordRows(rows.get(start).record(), rows.subList(start, end)));
                start = end;
            }
        }
        return groups;
    }
}
