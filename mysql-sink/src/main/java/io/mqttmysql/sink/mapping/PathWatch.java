// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static io.mqttmysql.sink.expression.Missing.MISSING;

import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.expression.Source;
import io.mqttmysql.sink.strategy.MappedColumn;
import io.mqttmysql.sink.strategy.TableStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the paths that the first records of a strategy never have, since they are probably mistyped: one line a strategy.
 * A record counts once, however often it is delivered. Costs nothing once every path was found. Task thread only.
 */
final class PathWatch {
    static final int FIRST_RECORDS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(PathWatch.class);

    private record Place(String topic, int partition, long offset) {}

    private record Search(List<MappedColumn> unseen, Set<Place> looked) {}

    private final Map<String, Search> searches = new HashMap<>();
    private final Consumer<String> warning;

    PathWatch(List<TableStrategy> strategies) {
        this(strategies, log::warn);
    }

    PathWatch(List<TableStrategy> strategies, Consumer<String> warning) {
        this.warning = warning;
        for (TableStrategy strategy : strategies) {
            List<MappedColumn> unseen = new ArrayList<>();
            strategy.write().ifPresent(write -> unseen.addAll(write.columns()));
            unseen.removeIf(column -> !isPath(column.expression().source()));
            if (!unseen.isEmpty()) {
                searches.put(strategy.name(), new Search(unseen, new HashSet<>()));
            }
        }
    }

    private static boolean isPath(Source source) {
        return source instanceof Source.PayloadPath || source instanceof Source.KeyPath;
    }

    /**
     * @param view of a record that the strategy has made a row of, so that its paths can be read
     */
    void look(TableStrategy strategy, RecordView view) {
        Search search = searches.get(strategy.name());
        if (search == null) {
            return;
        }
        search.unseen().removeIf(column -> column.expression().source().read(view) != MISSING);
        SinkRecord record = view.record();
        search.looked()
                .add(new Place(record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset()));
        if (search.unseen().isEmpty()) {
            searches.remove(strategy.name());
        } else if (search.looked().size() == FIRST_RECORDS) {
            searches.remove(strategy.name());
            warning.accept("Strategy '" + strategy.name() + "' - none of its first " + FIRST_RECORDS + " records has "
                    + search.unseen().stream().map(PathWatch::text).collect(Collectors.joining(", "))
                    + "; correct the path, or remove the column");
        }
    }

    private static String text(MappedColumn column) {
        return "'" + column.expression().text() + "' (column." + column.name() + ")";
    }
}
