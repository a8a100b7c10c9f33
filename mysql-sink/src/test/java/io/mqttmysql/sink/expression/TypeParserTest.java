// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.grammar.InvalidExpression;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The type after {@code as}: what no table could be made of is refused with the configuration. */
class TypeParserTest {
    private static ColumnExpression parse(String type) throws InvalidExpression {
        return ColumnExpression.parse("$.t as " + type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VARCHAR(1)",
                "VARCHAR(16383)",
                "VARBINARY(65532)",
                "CHAR",
                "CHAR(255)",
                "BINARY",
                "TEXT",
                "TEXT(70000)",
                "DECIMAL",
                "DECIMAL(65)",
                "DECIMAL(65,30)",
                "DECIMAL(5,5)",
                "NUMERIC(5,0)",
                "FLOAT",
                "FLOAT(53)",
                "FLOAT(7,4)",
                "DOUBLE",
                "DOUBLE(10,2)",
                "DOUBLE UNSIGNED",
                "INT(0)",
                "INT(11) UNSIGNED",
                "BIT",
                "BIT(64)",
                "TIME(0)",
                "DATETIME(6)",
                "TIMESTAMP(3)",
                "YEAR(4)",
                "BOOLEAN",
                "DATE",
                "JSON",
                "LONGTEXT"
            })
    void isOneThatATableCanBeMadeOf(String type) throws InvalidExpression {
        assertThat(parse(type).type()).contains(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            varchar           | VARCHAR needs a length, for example VARCHAR(190)
            VARBINARY         | VARBINARY needs a length, for example VARBINARY(190)
            VARCHAR UNSIGNED  | VARCHAR needs a length, for example VARCHAR(190)
            VARCHAR(0)        | VARCHAR takes 1 to 16383 in parentheses, not 0
            VARCHAR(70000)    | VARCHAR takes 1 to 16383 in parentheses, not 70000; for more write TEXT
            VARCHAR(16384)    | VARCHAR takes 1 to 16383 in parentheses, not 16384; for more write TEXT
            VARCHAR(10,2)     | VARCHAR takes one number in parentheses
            VARBINARY(65536)  | VARBINARY takes 1 to 65532 in parentheses, not 65536; for more write BLOB
            CHAR(256)         | CHAR takes 1 to 255 in parentheses, not 256; for more write VARCHAR
            DECIMAL(66)       | DECIMAL takes 1 to 65 in parentheses, not 66
            DECIMAL(0)        | DECIMAL takes 1 to 65 in parentheses, not 0
            DECIMAL(5,6)      | of 5 digits of DECIMAL no more than 5 can stand after the point, not 6
            NUMERIC(65,31)    | of 65 digits of NUMERIC no more than 30 can stand after the point, not 31
            DECIMAL(65,300)   | of 65 digits of DECIMAL no more than 30 can stand after the point, not 300
            FLOAT(54)         | FLOAT takes 1 to 53 in parentheses, not 54
            DOUBLE(10)        | DOUBLE takes two numbers or none; write DOUBLE
            BIT(65)           | BIT takes 1 to 64 in parentheses, not 65
            TIME(7)           | TIME takes 0 to 6 in parentheses, not 7
            DATETIME(3,3)     | DATETIME takes one number in parentheses
            YEAR(2)           | YEAR takes 4 in parentheses, not 2
            DATE(3)           | DATE takes no length; remove (3)
            JSON(9)           | JSON takes no length; remove (9)
            MEDIUMTEXT(9)     | MEDIUMTEXT takes no length; remove (9)
            BOOLEAN(1)        | BOOLEAN takes no length; remove (1)
            VARCHAR(9) UNSIGNED | VARCHAR has no sign; remove unsigned
            DATE UNSIGNED     | DATE has no sign; remove unsigned
            """)
    void isRefusedWithTheReason(String type, String reason) {
        assertThatThrownBy(() -> parse(type))
                .isInstanceOf(InvalidExpression.class)
                .hasMessageStartingWith("at \"")
                .hasMessageEndingWith(": " + reason);
    }
}
