// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.value.BadValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table's name, or how it is made from the record: {@code {capture}} and <code>${topic}</code>, the record's topic
 * after transformations. A dot splits schema and table only where it stands in the template itself.
 *
 * @param text as it was written
 * @param schema empty: the connection's own database
 */
public record TableTemplate(String text, Optional<List<Part>> schema, List<Part> name) implements TableNaming {
    private static final String TOPIC = "${topic}";

    /** A piece of a name. */
    sealed interface Part {}

    record Fixed(String text) implements Part {}

    record Captured(String name) implements Part {}

    record KafkaTopic() implements Part {}

    /** Another part, with nothing but letters, digits and {@code _}. */
    record Plain(Part part) implements Part {}

    /**
     * @throws InvalidExpression when the text cannot name a table; the message says what to write
     */
    public static TableTemplate parse(String text) {
        if (text.isBlank()) {
            throw new InvalidExpression(
                    "a table name is empty; write a name, or ${topic} for the name of the Kafka topic");
        }
        if (text.indexOf('`') >= 0) {
            throw new InvalidExpression("names are quoted by the connector; write it without back-ticks");
        }
        List<List<Part>> names = new ArrayList<>(List.of(new ArrayList<>()));
        for (int at = 0; at < text.length(); ) {
            at = part(text, at, names);
        }
        if (names.size() > 2 || names.stream().anyMatch(List::isEmpty)) {
            throw new InvalidExpression("a table is written table or schema.table, with one dot at most");
        }
        boolean hasSchema = names.size() == 2;
        TableTemplate template = new TableTemplate(
                text, hasSchema ? Optional.of(names.get(0)) : Optional.empty(), names.get(names.size() - 1));
        template.requireFixedNamesToBeLegal();
        return template;
    }

    /** Reads the part at {@code at} into the last name and returns where the next begins. */
    private static int part(String text, int at, List<List<Part>> names) {
        List<Part> name = names.get(names.size() - 1);
        if (text.startsWith(TOPIC, at)) {
            name.add(new KafkaTopic());
            return at + TOPIC.length();
        }
        if (text.startsWith("${", at) || text.charAt(at) == '{') {
            return capture(text, at, name);
        }
        if (text.charAt(at) == '.') {
            names.add(new ArrayList<>());
            return at + 1;
        }
        int end = at + 1;
        while (end < text.length() && "{.".indexOf(text.charAt(end)) < 0 && !text.startsWith("${", end)) {
            end++;
        }
        name.add(new Fixed(text.substring(at, end)));
        return end;
    }

    private static int capture(String text, int at, List<Part> name) {
        int open = text.indexOf('{', at);
        int close = text.indexOf('}', open);
        String inside = close < 0 ? "" : text.substring(open + 1, close);
        if (!inside.matches("[A-Za-z0-9_-]+")) {
            throw new InvalidExpression("at \"" + text.substring(at) + "\" (character " + (at + 1)
                    + "): a capture is written {name}, with letters, digits, '_' and '-'");
        }
        if (open > at) {
            throw new InvalidExpression("at \"" + text.substring(at, close + 1) + "\" (character " + (at + 1)
                    + "): a capture has no dollar sign; write {" + inside + "}; of the others there is only ${topic}");
        }
        name.add(new Captured(inside));
        return close + 1;
    }

    private void requireFixedNamesToBeLegal() {
        if (isFixed()) {
            try {
                render("", Map.of());
            } catch (BadValue e) {
                throw new InvalidExpression(e.getMessage());
            }
        }
    }

    /**
     * As {@code table.name.normalize} of the Aiven JDBC sink: letters, digits and {@code _} stay, everything else of
     * the name becomes {@code _}, the dot too.
     */
    public TableTemplate normalized() {
        List<Part> parts = new ArrayList<>(schema.orElse(List.of()));
        schema.ifPresent(given -> parts.add(new Fixed(".")));
        parts.addAll(name);
        return new TableTemplate(
                text,
                Optional.empty(),
                parts.stream().map(TableTemplate::normalized).toList());
    }

    private static Part normalized(Part part) {
        return part instanceof Fixed fixed ? new Fixed(plain(fixed.text())) : new Plain(part);
    }

    private static String plain(String text) {
        return text.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    @Override
    public boolean isNamedByConfiguration() {
        return isFixed();
    }

    @Override
    public boolean isFixed() {
        return parts().stream().allMatch(Fixed.class::isInstance);
    }

    @Override
    public List<String> captures() {
        return parts().stream()
                .map(part -> part instanceof Plain plain ? plain.part() : part)
                .filter(Captured.class::isInstance)
                .map(part -> ((Captured) part).name())
                .collect(Collectors.toList());
    }

    @Override
    public boolean schemaHasCaptures() {
        return schema.orElse(List.of()).stream().anyMatch(Captured.class::isInstance);
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>(schema.orElse(List.of()));
        parts.addAll(name);
        return parts;
    }

    @Override
    public TableId render(String kafkaTopic, Map<String, String> captures) {
        return new TableId(schema.map(parts -> join(parts, kafkaTopic, captures)), join(name, kafkaTopic, captures));
    }

    private static String join(List<Part> parts, String kafkaTopic, Map<String, String> captures) {
        StringBuilder joined = new StringBuilder();
        parts.forEach(part -> joined.append(text(part, kafkaTopic, captures)));
        return TableName.legal(joined.toString());
    }

    private static String text(Part part, String kafkaTopic, Map<String, String> captures) {
        if (part instanceof Plain plain) {
            return plain(text(plain.part(), kafkaTopic, captures));
        }
        if (part instanceof Fixed fixed) {
            return fixed.text();
        }
        return part instanceof Captured captured ? captures.get(captured.name()) : kafkaTopic;
    }

    @Override
    public String toString() {
        return text;
    }
}
