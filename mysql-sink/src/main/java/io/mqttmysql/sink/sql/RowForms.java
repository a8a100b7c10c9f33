// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

import io.mqttmysql.sink.table.ColumnDesign;

/**
 * The dialect of one server, as far as statements that write rows or make tables need it.
 *
 * @param keyCollation of texts in keys that are made here: takes no two texts for one, where the server has such a one
 */
public record RowForms(UpsertForm upsert, DerivedForm derived, String keyCollation) {
    private static final ServerVersion FIRST_WITHOUT_PADDING = new ServerVersion(false, 8, 0, 17);

    /** @param version as {@code SELECT VERSION()} answers */
    public static RowForms of(String version) {
        ServerVersion server = ServerVersion.of(version);
        return new RowForms(UpsertForm.of(server), DerivedForm.of(server), keyCollation(server));
    }

    private static String keyCollation(ServerVersion server) {
        if (server.isMariaDb()) {
            return "utf8mb4_nopad_bin";
        }
        return server.isMySqlFrom(FIRST_WITHOUT_PADDING) ? ColumnDesign.KEY_COLLATION : "utf8mb4_bin";
    }
}
