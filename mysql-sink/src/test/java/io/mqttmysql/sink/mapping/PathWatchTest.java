// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static io.mqttmysql.sink.testing.Mapping.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.expression.Element;
import io.mqttmysql.sink.expression.ElementsPath;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.value.JsonReader;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class PathWatchTest {
    private static final JsonReader JSON = new JsonReader(64, 1_000);

    private final List<TableStrategy> strategies = StrategyOptions.parse(settings("""
                    strategies=a,b
                    column.t=$.t
                    column.room=mqtt.topic
                    strategy.a.column.h=$.humidty default 0
                    strategy.a.column.device=key $.device
                    """), new ConfigProblems())
            .orElseThrow()
            .strategies();
    private final List<String> warnings = new ArrayList<>();
    private final PathWatch watch = new PathWatch(strategies, warnings::add);

    private void look(int strategy, long offset, String payload) {
        SinkRecord record = new SinkRecord("home", 0, null, "{}", null, payload, offset);
        RecordView view = RecordView.of(record, "Home", JSON, ZoneOffset.UTC);
        watch.look(strategies.get(strategy), view);
    }

    @Test
    void namesOnceWhatNoneOfTheFirstRecordsHad() {
        for (int offset = 0; offset < 3_000; offset++) {
            look(0, offset, offset == 999 ? "{\"t\":null}" : "{\"humidity\":1}");
            assertThat(warnings).hasSize(offset < 999 ? 0 : 1);
        }
        assertThat(warnings)
                .containsExactly("Strategy 'a' - none of its first 1000 records has 'key $.device' (column.device), "
                        + "'$.humidty default 0' (column.h); correct it, or remove the option");
        assertThat(watch.neverFound()).isEqualTo(2);
    }

    @Test
    void watchesEachStrategyByItself() {
        for (int offset = 0; offset < 1_000; offset++) {
            look(0, offset, "{\"t\":1}");
            look(1, offset, "{}");
        }
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(1)).startsWith("Strategy 'b'").contains("has '$.t' (column.t);");
    }

    @Test
    void countsARecordOnceHoweverOftenItIsDelivered() {
        for (int delivery = 0; delivery < 2_000; delivery++) {
            look(0, 7, "{}");
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void watchesRowsAndWhatIsBelowTheirElements() {
        TableStrategy strategy = StrategyOptions.parse(
                        settings("rows=$.r[*]\ncolumn.v=@.v\ncolumn.w=@.w"), new ConfigProblems())
                .orElseThrow()
                .strategies()
                .get(0);
        PathWatch rows = new PathWatch(List.of(strategy), warnings::add);
        for (int offset = 0; offset < 1_000; offset++) {
            String payload = offset == 5 ? "{\"r\":[{\"v\":1}]}" : "{\"x\":1}";
            RecordView view = RecordView.of(
                    new SinkRecord("home", 0, null, null, null, payload, offset), "Home", JSON, ZoneOffset.UTC);
            List<Element> elements = ElementsPath.parse("$.r[*]").elements(view.payload());
            rows.look(strategy, elements.isEmpty() ? view : view.withElement(elements.get(0)));
        }

        assertThat(warnings)
                .containsExactly(
                        "Strategy 'top level' - none of its first 1000 records has '@.w' (column.w); correct it, "
                                + "or remove the option");
    }

    /** An expression that finds nothing is as a path that leads nowhere. */
    @Test
    void watchesPartsOfTexts() {
        TableStrategy strategy = StrategyOptions.parse(settings("""
                                column.t=payload from match 'T=([0-9]+)' then number
                                column.h=payload from match 'H:([0-9]+)'
                                column.j=payload from split ';' 1 then json $.a
                                column.k=payload from split ';' 1 then json $.b
                                """), new ConfigProblems())
                .orElseThrow()
                .strategies()
                .get(0);
        PathWatch parts = new PathWatch(List.of(strategy), warnings::add);
        for (int offset = 0; offset < 1_000; offset++) {
            SinkRecord record = new SinkRecord("home", 0, null, null, null, "T=21 H=40;{\"a\":1}", offset);
            parts.look(strategy, RecordView.of(record, "Home", JSON, ZoneOffset.UTC));
        }

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("(column.h), ", "(column.k); correct it")
                .doesNotContain("column.t", "column.j");
    }
}
