// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the server can judge: its own words stand in the report, for they alone name what has to be changed. */
@ExtendWith(StackExtension.class)
class RefusedRowsIT {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # columns | payload | what the report says
            c ENUM('an','groß') NOT NULL | größer | column 'c': the value does not fit the column's type or character \
            set: Data truncated for column 'c' at row 1 (error 1265, SQLState 01000). The column takes 'an', 'groß'.
            c SET('an','groß') NOT NULL | an,größer | (error 1265, SQLState 01000). The column takes 'an', 'groß'.
            c VARCHAR(8) CHARACTER SET latin2 | 字 | Incorrect string value: '\\xE5\\xAD\\x97' for column 'c' at row 1 \
            (error 1366
            c POINT | nowhere | the table refuses the row: Cannot get geometry object from data you send to the \
            GEOMETRY field (error 1416
            c VARCHAR(20), p POINT AS (ST_GeomFromText(c, 4326)) STORED SRID 4326 | POINT(200 0) | Latitude 200.000000 \
            is out of range in function st_geomfromtext. It must be within [-90.000000, 90.000000]. (error 3617
            c VARCHAR(20), j JSON AS (JSON_EXTRACT(c, '$.a')) STORED | {a} | Invalid JSON text in argument 1 to \
            function json_extract: "Missing a name for object member." at position 1. (error 3141
            c VARCHAR(20), i INT AS (CAST(JSON_EXTRACT(c, '$.a') AS SIGNED)) STORED | {"a":{}} | Invalid JSON value \
            for CAST to INTEGER from column json_extract at row 1 (error 3156
            c INT, CONSTRAINT warm CHECK (c < 100) | 200 | a CHECK constraint of the table is violated: Check \
            constraint 'warm' is violated. (error 3819
            c INT, CONSTRAINT rival UNIQUE (c) | 1 | another row with the same key is already there: Duplicate entry '1' \
            for key 't.rival' (error 1062
            c INT, CONSTRAINT of_room FOREIGN KEY (c) REFERENCES room (id) | 7 | CONSTRAINT `of_room` FOREIGN KEY \
            (`c`) REFERENCES `room` (`id`)) (error 1452
            """)
    void areReportedInTheServersWords(String columns, String payload, String report, SqlServer server)
            throws SQLException {
        Database database = Database.on(server, "refused_rows");
        database.run("CREATE TABLE room (id INT PRIMARY KEY)");
        database.run("INSERT INTO room VALUES (1)");
        database.run("CREATE TABLE t (" + columns + ")");
        if (columns.contains("rival")) {
            database.run("INSERT INTO t (c) VALUES (1)");
        }
        try (TaskUnderTest task =
                new TaskUnderTest(database, "table=t\ncolumn.c=payload\ndelivery.guarantee=exactly_once")) {
            task.put(0, "x", payload);

            assertThat(task.putAside()).containsExactly(0L);
            assertThat(task.reasons().get(0))
                    .startsWith("Record home-0@0 cannot be stored: strategy 'top level', table 't'")
                    .contains(report);
        }
    }
}
