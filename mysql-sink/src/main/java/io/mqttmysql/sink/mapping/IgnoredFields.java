// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.strategy.LogText;
import io.mqttmysql.sink.table.TableId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fields for which the table has no column: one warning a strategy, with the first. Task thread. */
final class IgnoredFields {
    private static final Logger log = LoggerFactory.getLogger(IgnoredFields.class);

    private final Set<String> warned = new HashSet<>();
    private final Consumer<String> warning;

    IgnoredFields() {
        this(log::warn);
    }

    IgnoredFields(Consumer<String> warning) {
        this.warning = warning;
    }

    void ignored(String strategy, TableId table, String field) {
        if (warned.add(strategy)) {
            warning.accept("Strategy '" + strategy + "' - table '" + LogText.of(table.toString())
                    + "' has no column for the field '" + LogText.of(field)
                    + "', which is left out, as are others that "
                    + "may follow; add a column, set auto.evolve=true, or exclude it with fields.exclude");
        }
    }
}
