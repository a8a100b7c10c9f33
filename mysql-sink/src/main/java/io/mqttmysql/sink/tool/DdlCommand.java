// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.expression.Element;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.mapping.TableDesigner;
import io.mqttmysql.sink.strategy.TableStrategy;
import io.mqttmysql.sink.strategy.TopicToMatch;
import io.mqttmysql.sink.strategy.WriteSpec;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.ColumnDesign.Basis;
import io.mqttmysql.sink.table.TableDesign;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * {@code ddl}: CREATE TABLE for every strategy's table, and the rights to write to it; a message helps to tell types
 * that no {@code as} says.
 */
final class DdlCommand {
    private static final String GIVE = "; give --topic and --payload for one of them";
    private static final String OR_GIVE = ", or give --topic and --payload";

    /**
     * A table and the strategies that write to it.
     *
     * @param isSampled whether one of them takes the message that was given
     */
    private record Drafted(List<String> strategies, TableDesign design, boolean isSampled) {
        Drafted with(Drafted other) {
            List<String> all = new ArrayList<>(strategies);
            all.addAll(other.strategies);
            return new Drafted(all, design.with(other.design), isSampled || other.isSampled);
        }
    }

    private final Map<TableId, Drafted> tables = new LinkedHashMap<>();
    private final Grants grants;
    private final ConnectorFile file;
    private final Arguments arguments;

    DdlCommand(ConnectorFile file, Arguments arguments) {
        this.file = file;
        this.arguments = arguments;
        this.grants = new Grants(file.delivery(), file.user());
    }

    boolean run(PrintStream out) throws IOException {
        Optional<SinkRecord> record = TriedRecord.of(arguments, file);
        JsonReader json =
                new JsonReader(file.payloads().maxDepth(), file.payloads().maxBytes());
        for (TableStrategy strategy : file.strategies().strategies()) {
            Optional<RecordView> view = record.map(r ->
                    RecordView.of(r, TopicToMatch.of(r), json, file.payloads().zone()));
            strategy.write().ifPresent(write -> design(strategy, write, sample(strategy, write, view), out));
        }
        tables.forEach((id, table) -> print(table, out));
        grants.print(out);
        return true;
    }

    /** The record where the strategy's filter takes it, at its first element where it makes rows. */
    private static Optional<RecordView> sample(TableStrategy strategy, WriteSpec write, Optional<RecordView> view) {
        Optional<RecordView> seen = view.flatMap(
                v -> strategy.criteria().match(v.matchedTopic()).map(captures -> strategy.seen(v, captures)));
        if (seen.isEmpty() || write.content().rows().isEmpty()) {
            return seen;
        }
        try {
            List<Element> elements =
                    write.content().rows().get().elements(seen.get().payload());
            return elements.isEmpty() ? seen : Optional.of(seen.get().withElement(elements.get(0)));
        } catch (BadValue e) {
            return seen;
        }
    }

    private void design(TableStrategy strategy, WriteSpec write, Optional<RecordView> sample, PrintStream out) {
        Optional<TableId> id = id(write, sample);
        grants.add(id.filter(fixed -> write.target().table().isFixed()), write);
        if (id.isEmpty()) {
            out.println("-- strategy '" + strategy.name() + "': its table is made from '"
                    + write.target().table() + "'" + give(sample) + "\n");
            return;
        }
        TableDesign design;
        try {
            design = TableDesigner.design(write, id.get(), sample);
        } catch (BadValue e) {
            out.println("-- strategy '" + strategy.name() + "': " + e.getMessage() + "\n");
            return;
        }
        boolean isOfFieldsUnseen = write.key().mode().isPresent() && sample.isEmpty();
        if (design.columns().isEmpty() || isOfFieldsUnseen) {
            out.println("-- strategy '" + strategy.name() + "': its columns are the fields of its messages"
                    + give(sample) + "\n");
            return;
        }
        if (write.rules().mode().needsKey() && design.primaryKey().isEmpty()) {
            out.println("-- strategy '" + strategy.name()
                    + "': its insert.mode needs a key, which pk.fields does not name");
        }
        if (sample.isEmpty()) {
            write.content()
                    .pivots()
                    .forEach(pivot -> out.println("-- strategy '" + strategy.name() + "': {" + pivot.name()
                            + "} names further columns: add one for each that you want"));
        }
        Drafted drafted = new Drafted(List.of(strategy.name()), design, sample.isPresent());
        tables.merge(id.get(), drafted, Drafted::with);
    }

    private String give(Optional<RecordView> sample) {
        if (sample.isPresent()) {
            return ", and the message that was given has none";
        }
        return hasMessage() ? "; it does not take the message that was given" : GIVE;
    }

    private boolean hasMessage() {
        return arguments.option("topic").isPresent()
                || arguments.option("record").isPresent();
    }

    private void print(Drafted table, PrintStream out) {
        TableDesign design = table.design();
        String guessed = design.columns().stream()
                .filter(column -> column.basis() == Basis.GUESSED)
                .map(ColumnDesign::name)
                .collect(Collectors.joining(", "));
        out.println("-- of " + String.join(", ", table.strategies())
                + (guessed.isEmpty() ? "" : "; " + untold(guessed, table.isSampled())));
        out.println(design.createTable() + ";\n");
    }

    private String untold(String columns, boolean isSampled) {
        if (isSampled) {
            return "the message that was given has no value for " + columns
                    + ": say the type with 'as', or give a message that has one";
        }
        return "nothing tells the type of " + columns + ": say it with 'as'"
                + (hasMessage() ? ", or give a message that is taken" : OR_GIVE);
    }

    private static Optional<TableId> id(WriteSpec write, Optional<RecordView> sample) {
        if (write.target().table().isFixed()) {
            return Optional.of(write.target().table().render("", Map.of()));
        }
        return sample.map(view -> write.target().table().render(view.record().topic(), view.captures()));
    }
}
