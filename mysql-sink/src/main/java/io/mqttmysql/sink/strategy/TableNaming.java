// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.table.TableId;
import java.util.List;
import java.util.Map;

/** Which table a record goes to. */
public interface TableNaming {
    /** As it was written. */
    String text();

    /** Whether every record goes to the same table. */
    boolean isFixed();

    /** Whether the configuration names every table, so that the absence of one is not a record's fault. */
    boolean isNamedByConfiguration();

    /** The captures that stand in names. */
    List<String> captures();

    /** Whether the record chooses in which schema its table is. */
    boolean schemaHasCaptures();

    /**
     * @param kafkaTopic after transformations
     * @throws io.mqttmysql.sink.value.BadValue when the record makes no name that MySQL can have
     */
    TableId render(String kafkaTopic, Map<String, String> captures);
}
