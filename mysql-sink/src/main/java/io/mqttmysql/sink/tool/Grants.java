// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.DeliveryOptions;
import io.mqttmysql.sink.offset.OffsetStatements;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.sink.row.UpdateMissing;
import io.mqttmysql.sink.strategy.DeletePolicy;
import io.mqttmysql.sink.strategy.TableChange;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.TableId;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rights that the connector's user needs for what it is configured to do, and no others. All are rights on tables
 * (MySQL manual, "Privileges Provided by MySQL").
 */
final class Grants {
    /** Of a table whose name the records make: all of the schema. */
    private static final String ALL_TABLES = "*";

    /** In the order of a statement. */
    private enum Right {
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        CREATE,
        ALTER
    }

    private final DeliveryOptions delivery;
    private final String user;
    private final Map<String, Set<Right>> rights = new LinkedHashMap<>();

    /** @param user the name, of an account that may come from any host; empty: the file does not say it */
    Grants(DeliveryOptions delivery, Optional<String> user) {
        this.delivery = delivery;
        this.user = "'" + user.orElse("sink").replace("'", "''") + "'@'%'";
    }

    /** @param table empty where the records make its name */
    void add(Optional<TableId> table, WriteSpec write) {
        // SELECT: what comes again is told from what is new, an older value from a newer one, a key from another
        Set<Right> needed = EnumSet.of(Right.SELECT);
        InsertMode mode = write.rules().mode();
        if (mode != InsertMode.UPDATE || write.rules().updateMissing() == UpdateMissing.INSERT) {
            needed.add(Right.INSERT);
        }
        if (mode != InsertMode.INSERT) {
            needed.add(Right.UPDATE);
        }
        if (write.rules().deletes() == DeletePolicy.DELETE_ON_NULL) {
            needed.add(Right.DELETE);
        }
        if (write.target().changes().contains(TableChange.CREATE)) {
            needed.add(Right.CREATE);
        }
        if (write.target().changes().contains(TableChange.EVOLVE)) {
            // ALTER TABLE asks for all three
            needed.addAll(EnumSet.of(Right.ALTER, Right.CREATE, Right.INSERT));
        }
        String name = table.map(TableId::quoted).orElse(ALL_TABLES);
        rights.computeIfAbsent(name, key -> EnumSet.noneOf(Right.class)).addAll(needed);
    }

    /** As comments: an administrator runs them, when the user is there. */
    void print(PrintStream out) {
        if (rights.isEmpty()) {
            return;
        }
        if (delivery.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            OffsetStatements positions = new OffsetStatements(delivery.offsetsTable(), OffsetStatements.FORMAT);
            out.println("-- of exactly_once: the positions; the connector makes it itself where it may\n"
                    + positions.create() + ";\n");
            // DELETE: of offsets that are reset or altered through Connect's REST interface
            rights.put(
                    delivery.offsetsTable().quoted(),
                    EnumSet.of(Right.SELECT, Right.INSERT, Right.UPDATE, Right.DELETE));
        }
        out.println("-- The rights that the connector's user needs, in the schema of connection.url:");
        rights.forEach(
                (table, needed) -> out.println("-- GRANT " + list(needed) + " ON " + table + " TO " + user + ";"));
        out.println();
    }

    private static String list(Set<Right> needed) {
        return List.copyOf(needed).stream().map(Right::name).collect(Collectors.joining(", "));
    }
}
