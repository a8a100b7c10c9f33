// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.sql;

/** The dialect of one server, as far as statements that write rows need it. */
public record RowForms(UpsertForm upsert, DerivedForm derived) {

    /** @param version as {@code SELECT VERSION()} answers */
    public static RowForms of(String version) {
        ServerVersion server = ServerVersion.of(version);
        return new RowForms(UpsertForm.of(server), DerivedForm.of(server));
    }
}
