// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterBinderTest {
    private final List<Object> calls = new ArrayList<>();
    private final PreparedStatement statement = (PreparedStatement) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                calls.add(arguments[1]);
                return null;
            });

    /** Whatever the driver thinks of the server's version. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00.123456, 2026-11-22 10:00:00.123456",
        "2026-11-22T10:00:00.5, 2026-11-22 10:00:00.5",
        "2026-11-22T10:00, 2026-11-22 10:00:00",
        "0001-01-01T00:00, 0001-01-01 00:00:00",
        "9999-12-31T23:59:59.999999, 9999-12-31 23:59:59.999999"
    })
    void sendsTimesAsTextWithTheirFraction(LocalDateTime time, String text) throws SQLException {
        ParameterBinder.bind(statement, 1, time);

        assertThat(calls).containsExactly("setString", text);
    }

    @ParameterizedTest
    @CsvSource({"PT10H0.25S, 10:00:00.250000", "PT-838H-59M-59S, -838:59:59.000000", "PT24H, 24:00:00.000000"})
    void sendsDurationsAsMySqlsTime(Duration time, String text) throws SQLException {
        ParameterBinder.bind(statement, 1, time);

        assertThat(calls).containsExactly("setString", text);
    }
}
