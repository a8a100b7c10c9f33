// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.sink.TaskUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.MySqlServer;
import io.mqttmysql.testing.OnMariaDb;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection.url of two servers that share nothing, so that the rows say which of them was written to. */
@OnMariaDb
@ExtendWith(StackExtension.class)
class SeveralServersDebianIT {
    private static final String NAME = "several_servers";
    private static final String USER = "several";
    private static final String PASSWORD = "the same on both";

    private MySqlServer mySql;
    private Database first;
    private Database second;

    @BeforeEach
    void create(LocalStack stack, SqlServer mariaDb) throws SQLException {
        mySql = stack.mysql();
        first = create(SqlServer.of(mySql));
        second = create(mariaDb);
    }

    private static Database create(SqlServer server) throws SQLException {
        Database database = Database.on(server, NAME);
        database.run("CREATE TABLE log (n BIGINT)");
        database.run("DROP USER IF EXISTS " + USER + "@'%'");
        database.run("CREATE USER " + USER + "@'%' IDENTIFIED BY '" + PASSWORD + "'");
        database.run("GRANT ALL ON " + NAME + ".* TO " + USER + "@'%'");
        return database;
    }

    @AfterEach
    void theFirstTakesRowsAgain() {
        if (!mySql.isRunning()) {
            mySql.start();
        }
        mySql.setGlobal("super_read_only", "0");
        mySql.setGlobal("read_only", "0");
    }

    @Test
    void theSecondTakesOverWhenTheFirstDies() throws SQLException {
        try (TaskUnderTest task = task()) {
            task.insist(List.of(record(0, "x", "")));
            mySql.kill();

            task.insist(List.of(record(1, "x", "")));
            mySql.start();
            task.insist(List.of(record(2, "x", "")));
        }
        assertThat(rows(first)).containsExactly("0");
        assertThat(rows(second)).as("it stays with the one that takes rows").containsExactly("1", "2");
    }

    /** A former primary that came back as a replica. */
    @Test
    void oneThatOnlyReadsIsPassedOver() throws SQLException {
        mySql.setGlobal("super_read_only", "1");
        try (TaskUnderTest task = task()) {
            task.insist(List.of(record(0, "x", "")));
        }
        assertThat(rows(first)).isEmpty();
        assertThat(rows(second)).containsExactly("0");
    }

    @Test
    void oneThatOnlyReadsFromNowOnIsLeft() throws SQLException {
        try (TaskUnderTest task = task()) {
            task.insist(List.of(record(0, "x", "")));
            mySql.setGlobal("super_read_only", "1");

            task.insist(List.of(record(1, "x", "")));
        }
        assertThat(rows(first)).containsExactly("0");
        assertThat(rows(second)).containsExactly("1");
    }

    private static List<String> rows(Database database) throws SQLException {
        return database.rows("SELECT n FROM log ORDER BY n");
    }

    private TaskUnderTest task() {
        return new TaskUnderTest(
                first,
                "table=log\ncolumn.n=kafka.offset",
                Map.of(
                        ConnectionOptions.URL,
                        SeveralHostsIT.url(
                                NAME, first.server().port(), second.server().port()),
                        ConnectionOptions.USER,
                        USER,
                        ConnectionOptions.PASSWORD,
                        PASSWORD));
    }
}
