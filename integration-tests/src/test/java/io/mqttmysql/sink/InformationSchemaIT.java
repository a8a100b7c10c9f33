// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.table.Column;
import io.mqttmysql.sink.table.Column.Collation;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.table.InformationSchema;
import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.UniqueIndex;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real server says of a table, read as the sink needs it. */
@ExtendWith(StackExtension.class)
class InformationSchemaIT {
    private static final String SCHEMA = "definitions";

    private final SqlServer server;

    InformationSchemaIT(SqlServer server) {
        this.server = server;
    }

    @BeforeEach
    void create() throws SQLException {
        Database.on(server, SCHEMA)
                .run(
                        "CREATE TABLE things (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,"
                                + " Room VARCHAR(20) NOT NULL, device CHAR(8) NOT NULL, price DECIMAL(7,3), at DATETIME(6),"
                                + " note TEXT, doubled DOUBLE AS (price * 2), UNIQUE places (Room, device),"
                                + " UNIQUE shouting ((UPPER(device))), UNIQUE starts (note(9)), UNIQUE falling (at DESC), INDEX (note(10)))");
    }

    /** This server tells names apart that differ in case. */
    @Test
    void readsManyTogether() throws SQLException {
        Database.on(server, "definitions_too")
                .run("CREATE TABLE things (n INT PRIMARY KEY, v VARCHAR(3)) ENGINE = MyISAM");
        TableId here = TableId.of("things");
        TableId alsoHere = TableId.of(SCHEMA, "things");
        TableId there = TableId.of("definitions_too", "things");
        List<TableId> ids = new ArrayList<>(List.of(
                here,
                TableId.of("Things"),
                alsoHere,
                there,
                TableId.of("DEFINITIONS_TOO", "things"),
                TableId.of("definitions_too", "others")));
        for (int name = 0; name < 4_000; name++) {
            ids.add(TableId.of("made_up_" + name));
        }
        try (Connection connection = server.connect(SCHEMA)) {
            InformationSchema schema = new InformationSchema(connection);

            assertThat(schema.readAll(ids))
                    .containsOnlyKeys(here, alsoHere, there)
                    .containsEntry(here, schema.read(here).orElseThrow())
                    .containsEntry(alsoHere, schema.read(alsoHere).orElseThrow())
                    .containsEntry(there, schema.read(there).orElseThrow());
        }
    }

    @Test
    void readsColumnsKeysAndUniqueIndexes() throws SQLException {
        TableDefinition things = read(TableId.of("things"));

        assertThat(things.primaryKey()).containsExactly("id");
        assertThat(things.uniqueIndexes())
                .extracting(UniqueIndex::toString)
                .containsExactly("(at)", "(Room, device)", "(an expression)", "(note(9))");
        assertThat(things.isUniqueBy(List.of("DEVICE", "room"))).isTrue();
        assertThat(things.isUniqueBy(List.of("device"))).isFalse();
        assertThat(things.isUniqueBy(List.of("note"))).isFalse();
        assertThat(things.isUniqueBy(List.of("at"))).isTrue();
        assertThat(things.columns())
                .containsExactly(
                        new Column(
                                "id",
                                ColumnType.BIGINT,
                                "bigint unsigned",
                                Column.Extent.NONE,
                                false,
                                Column.Filling.BY_NUMBER,
                                Optional.empty()),
                        text("Room", ColumnType.VARCHAR, "varchar(20)", 20, false),
                        text("device", ColumnType.CHAR, "char(8)", 8, false),
                        optional("price", ColumnType.DECIMAL, "decimal(7,3)", 7, 3),
                        optional("at", ColumnType.DATETIME, "datetime(6)", 0, 6),
                        text("note", ColumnType.TEXT, "text", 65535, true),
                        new Column(
                                "doubled",
                                ColumnType.DOUBLE,
                                "double",
                                Column.Extent.NONE,
                                true,
                                Column.Filling.GENERATED,
                                Optional.empty()));
    }

    private static Column optional(String name, ColumnType type, String declaration, int precision, int scale) {
        return new Column(
                name,
                type,
                declaration,
                new Column.Extent(0, precision, scale),
                true,
                Column.Filling.BY_THE_SERVER,
                Optional.empty());
    }

    private static Column text(String name, ColumnType type, String declaration, long length, boolean nullable) {
        Collation collation = new Collation("utf8mb4", "utf8mb4_0900_ai_ci");
        return new Column(
                name,
                type,
                declaration,
                new Column.Extent(length, 0, 0),
                nullable,
                nullable ? Column.Filling.BY_THE_SERVER : Column.Filling.BY_THE_ROW,
                Optional.of(collation));
    }

    @Test
    void aTableThatIsNotThereIsNoError() throws SQLException {
        try (Connection connection = server.connect(SCHEMA)) {
            assertThat(new InformationSchema(connection).read(TableId.of("nothing")))
                    .isEmpty();
            assertThat(new InformationSchema(connection).read(TableId.of("elsewhere", "things")))
                    .isEmpty();
        }
    }

    private TableDefinition read(TableId id) throws SQLException {
        try (Connection connection = server.connect(SCHEMA)) {
            return new InformationSchema(connection).read(id).orElseThrow();
        }
    }
}
