// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.PayloadOptions;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.row.ErrantReason;
import io.mqttmysql.sink.row.MappedRecords;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.table.TableCatalog;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What nobody foresaw is the error of the record that brings it out, and of no other. */
class ConnectorFaultsTest {
    private final Tables tables = Tables.of("CREATE TABLE t (c VARCHAR(9))");

    /** Its text cannot be had: no converter makes such a value, and none is needed to have a fault. */
    private static final Object BROKEN = new Object() {
        @Override
        public String toString() {
            throw new IllegalStateException("secret");
        }
    };

    private static SinkRecord broken() {
        return Records.value("x", null, BROKEN);
    }

    @Test
    void areErrorsOfTheirRecordWithClassAndPlace() {
        Mapping mapping = Mapping.of("table=t\ncolumn.c=payload", tables);

        MappedRecords mapped = mapping.map(Records.mqtt("x", "a"), broken(), Records.mqtt("x", "b"));

        assertThat(mapped.rows()).extracting(row -> row.values()[0]).containsExactly("a", "b");
        RecordFailure failure = mapped.failures().get(0);
        assertThat(failure.kind()).isEqualTo(ErrantReason.PAYLOAD);
        assertThat(failure.sentence())
                .startsWith("Record x-0@42 cannot be stored: strategy 'top level': the connector has a fault that this"
                        + " record brings out: java.lang.IllegalStateException at ")
                .matches(".* at [\\w$]+\\.\\w+:\\d+; report it with this line")
                .doesNotContain("secret");
    }

    @Test
    void areErrorsInConditionsToo() {
        Mapping mapping = Mapping.of("table=t\nwhen=payload = 'a'\ncolumn.c=payload", tables);

        MappedRecords mapped = mapping.map(broken(), Records.mqtt("x", "a"));

        assertThat(mapped.rows()).hasSize(1);
        assertThat(mapped.failures())
                .singleElement()
                .extracting(RecordFailure::reason)
                .asString()
                .contains("java.lang.IllegalStateException at ");
    }

    /** Else one fault beneath the catalog would give up every record. */
    @Test
    void ofAskingTheServerAreNotTheRecords() {
        StrategyOptions strategies = StrategyOptions.parse(
                        Mapping.settings("table=t\ncolumn.c=payload"), new ConfigProblems())
                .orElseThrow();
        RowMapper mapper = new RowMapper(
                strategies, new PayloadOptions(64, 1_000, 10, ZoneOffset.UTC), DeliveryGuarantee.AT_LEAST_ONCE);
        TableCatalog broken = (TableCatalog) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TableCatalog.class}, (proxy, method, arguments) -> {
                    if (arguments[0] instanceof TableId id) {
                        throw new IllegalStateException("asked for " + id.name());
                    }
                    return null;
                });

        assertThatThrownBy(() -> mapper.map(List.of(Records.mqtt("x", "a")), broken, () -> false))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("asked for t");
    }
}
