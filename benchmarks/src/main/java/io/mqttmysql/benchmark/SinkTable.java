// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.stack.MySqlServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32;

/** A new database with the one table that a sink fills; dropped in the end. */
final class SinkTable implements AutoCloseable {
    static final String NAME = "readings";

    private static final String CREATE = """
            CREATE TABLE readings (
              id          BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
              device      VARCHAR(64) NOT NULL,
              temperature DOUBLE      NOT NULL,
              humidity    DOUBLE      NOT NULL,
              battery     INT         NOT NULL,
              rssi        INT         NOT NULL,
              at          BIGINT      NOT NULL)""";

    private static final String CONTENT = """
            SELECT COUNT(*), COUNT(DISTINCT at),
              SUM(CRC32(CONCAT_WS(',', device, temperature, humidity, battery, rssi, at)))
            FROM readings""";

    private final String database;
    private final Connection connection;

    private SinkTable(String database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    static SinkTable create(MySqlServer server, String database) {
        try {
            Connection connection = server.connect("");
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + database);
                statement.execute("USE " + database);
                statement.execute(CREATE);
            }
            return new SinkTable(database, connection);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /**
     * Committed rows. While there are fewer than {@code total}, the highest id, which costs MySQL nothing, stands for
     * them.
     */
    long count(long total) {
        long highest = number("SELECT COALESCE(MAX(id), 0) FROM readings");
        return highest < total ? highest : number("SELECT COUNT(*) FROM readings");
    }

    /** @throws BenchmarkException unless it holds each of the first {@code total} readings once, as it was sent */
    void verify(int total) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CONTENT)) {
            row.next();
            String found = row.getLong(1) + " rows, " + row.getLong(2) + " readings, checksum " + row.getLong(3);
            String expected = total + " rows, " + total + " readings, checksum " + checksum(total);
            if (!found.equals(expected)) {
                throw new BenchmarkException("The table is wrong: " + found + " instead of " + expected + ".");
            }
        } catch (SQLException e) {
            throw away(e);
        }
    }

    /** As MySQL writes the columns: a whole DOUBLE without a fraction. */
    static long checksum(int total) {
        long sum = 0;
        CRC32 crc = new CRC32();
        for (int i = 0; i < total; i++) {
            Reading reading = Reading.of(i);
            String text = String.join(
                    ",",
                    reading.device(),
                    number(reading.temperature()),
                    number(reading.humidity()),
                    String.valueOf(reading.battery()),
                    String.valueOf(reading.rssi()),
                    String.valueOf(reading.at()));
            crc.reset();
            crc.update(text.getBytes(StandardCharsets.US_ASCII));
            sum += crc.getValue();
        }
        return sum;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private long number(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static BenchmarkException away(SQLException failure) {
        return new BenchmarkException("MySQL did not answer as expected: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + database);
        } catch (SQLException e) {
            throw away(e);
        }
    }
}
