// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.Locale;

/** MySQL's column types as INFORMATION_SCHEMA.COLUMNS.DATA_TYPE names them. */
public enum ColumnType {
    TINYINT,
    SMALLINT,
    MEDIUMINT,
    INT,
    BIGINT,
    DECIMAL,
    FLOAT,
    DOUBLE,
    BIT,
    DATE,
    TIME,
    DATETIME,
    TIMESTAMP,
    YEAR,
    CHAR,
    VARCHAR,
    TINYTEXT,
    TEXT,
    MEDIUMTEXT,
    LONGTEXT,
    BINARY,
    VARBINARY,
    TINYBLOB,
    BLOB,
    MEDIUMBLOB,
    LONGBLOB,
    JSON,
    ENUM,
    SET,
    /** Anything else (geometry, vectors): values go as text or bytes and the server decides. */
    OTHER;

    /** Whether it holds numbers, BIT included, YEAR not. */
    public boolean isNumeric() {
        return switch (this) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, BIT -> true;
            default -> false;
        };
    }

    /** Whether it holds text, which has a character set. */
    public boolean isText() {
        return switch (this) {
            case CHAR, VARCHAR, TINYTEXT, TEXT, MEDIUMTEXT, LONGTEXT, ENUM, SET -> true;
            default -> false;
        };
    }

    static ColumnType named(String dataType) {
        try {
            return valueOf(dataType.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return OTHER;
        }
    }
}
