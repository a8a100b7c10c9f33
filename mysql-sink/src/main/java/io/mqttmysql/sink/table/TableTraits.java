// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.Optional;

/**
 * What a table does with rows besides keeping them.
 *
 * @param engine empty for a view
 * @param isTransactional whether a rollback takes rows back; taken for granted of a view
 */
public record TableTraits(Optional<String> engine, boolean isTransactional) {
    public static final TableTraits ORDINARY = new TableTraits(Optional.of("InnoDB"), true);
}
