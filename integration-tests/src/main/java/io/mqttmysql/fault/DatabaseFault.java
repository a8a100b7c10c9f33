// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.MySqlServer;
import java.util.List;
import java.util.Locale;

/** What an administrator does to a database that is written to, in one list of statements, and undoes in another. */
public enum DatabaseFault {
    /** As a fail-over does it to the server that was the source. */
    READ_ONLY(List.of("SET GLOBAL super_read_only = ON"), List.of("SET GLOBAL super_read_only = OFF, read_only = OFF")),
    TABLE_RENAMED(List.of("RENAME TABLE readings TO readings_away"), List.of("RENAME TABLE readings_away TO readings")),
    COLUMN_ADDED(
            List.of("ALTER TABLE readings ADD COLUMN added INT NULL"),
            List.of("ALTER TABLE readings DROP COLUMN added")),
    /** By copying, as {@code ALTER TABLE} of an old server does it. */
    TABLE_REBUILT(List.of("ALTER TABLE latest FORCE"), List.of("ALTER TABLE readings FORCE")),
    /** And what it held put back, as from a dump. */
    TABLE_DROPPED(Swap.DUMP, List.of("RENAME TABLE readings_dump TO readings")),
    /** As tools for schema changes without a pause end their work: the copy takes the place in one step. */
    TABLE_SWAPPED(Swap.STATEMENTS, Swap.STATEMENTS);

    private final List<String> begin;
    private final List<String> end;

    DatabaseFault(List<String> begin, List<String> end) {
        this.begin = begin;
        this.end = end;
    }

    public Fault of(MySqlServer server, String database) {
        DatabaseFault kind = this;
        Administrator administrator = new Administrator(server, database);
        return new Fault() {
            @Override
            public String name() {
                return "mysql-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            }

            @Override
            public void begin() {
                administrator.run(kind.begin);
            }

            @Override
            public void end() {
                administrator.run(kind.end);
            }

            /** What it changes, it must be able to change back. */
            @Override
            public boolean combines() {
                return false;
            }
        };
    }

    /** The copy is made while nobody writes, so that no row is lost with the table. */
    private static final class Swap {
        private static final List<String> DUMP = List.of(
                "CREATE TABLE readings_dump LIKE readings",
                "LOCK TABLES readings WRITE, readings_dump WRITE",
                "INSERT INTO readings_dump SELECT * FROM readings",
                "DROP TABLE readings",
                "UNLOCK TABLES");
        private static final List<String> STATEMENTS = List.of(
                "CREATE TABLE readings_new LIKE readings",
                "LOCK TABLES readings WRITE, readings_new WRITE",
                "INSERT INTO readings_new SELECT * FROM readings",
                "RENAME TABLE readings TO readings_old, readings_new TO readings",
                "UNLOCK TABLES",
                "DROP TABLE readings_old");
    }
}
