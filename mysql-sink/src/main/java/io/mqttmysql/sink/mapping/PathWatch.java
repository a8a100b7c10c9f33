// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.expression.Source;
import io.mqttmysql.sink.step.StepContext;
import io.mqttmysql.sink.step.Steps;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.value.BadValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the paths, and parts of texts, that the first records of a strategy never have, since they are probably
 * mistyped: one line a strategy. A record counts once, however often it is delivered. Costs nothing once all are found.
 * Task thread.
 */
final class PathWatch {
    static final int FIRST_RECORDS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(PathWatch.class);

    private record Position(String topic, int partition, long offset) {}

    private record Watched(String text, Predicate<RecordView> isThere) {}

    private record Search(List<Watched> unseen, Set<Position> looked) {}

    private final Map<String, Search> searches = new HashMap<>();
    private final Consumer<String> warning;
    private final LongAdder neverFound = new LongAdder();

    PathWatch(List<TableStrategy> strategies) {
        this(strategies, log::warn);
    }

    PathWatch(List<TableStrategy> strategies, Consumer<String> warning) {
        this.warning = warning;
        for (TableStrategy strategy : strategies) {
            List<Watched> unseen = new ArrayList<>();
            strategy.write().ifPresent(write -> unseen.addAll(watched(write)));
            if (!unseen.isEmpty()) {
                searches.put(strategy.name(), new Search(unseen, new HashSet<>()));
            }
        }
    }

    private static List<Watched> watched(WriteSpec write) {
        List<Watched> watched = new ArrayList<>();
        write.content()
                .rows()
                .ifPresent(rows -> watched.add(new Watched(
                        "'" + rows + "' (rows)",
                        view -> !rows.elements(view.payload()).isEmpty())));
        write.content().columns().forEach(column -> watch(column, column.name(), watched));
        write.content().pivots().forEach(pivot -> watch(pivot, "{" + pivot.name() + "}", watched));
        return watched;
    }

    private static void watch(MappedColumn column, String name, List<Watched> watched) {
        Source source = column.expression().source();
        Steps parts = column.expression().steps().ofParts();
        if (isPath(source) || !parts.isEmpty()) {
            String text = "'" + column.expression().text() + "' (column." + name + ")";
            watched.add(new Watched(text, view -> isThere(source, parts, view)));
        }
    }

    /** What cannot be read is there. */
    private static boolean isThere(Source source, Steps parts, RecordView view) {
        try {
            return parts.apply(source.read(view), new StepContext(view.payload()::inside, null, null)) != MISSING;
        } catch (BadValue e) {
            return true;
        }
    }

    private static boolean isPath(Source source) {
        return source instanceof Source.PayloadPath
                || source instanceof Source.KeyPath
                || source instanceof Source.ElementPath
                || source instanceof Source.KeyedPath;
    }

    /**
     * @param view of a record that the strategy has taken, with the element that a row was made of
     */
    void look(TableStrategy strategy, RecordView view) {
        Search search = searches.get(strategy.name());
        if (search == null) {
            return;
        }
        search.unseen().removeIf(watched -> watched.isThere().test(view));
        SinkRecord record = view.record();
        search.looked()
                .add(new Position(
                        record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset()));
        if (search.unseen().isEmpty()) {
            searches.remove(strategy.name());
        } else if (search.looked().size() == FIRST_RECORDS) {
            searches.remove(strategy.name());
            neverFound.add(search.unseen().size());
            warning.accept("Strategy '" + strategy.name() + "' - none of its first " + FIRST_RECORDS + " records has "
                    + search.unseen().stream().map(Watched::text).collect(Collectors.joining(", "))
                    + "; correct it, or remove the option");
        }
    }

    /** How many paths were named. Any thread. */
    long neverFound() {
        return neverFound.sum();
    }
}
