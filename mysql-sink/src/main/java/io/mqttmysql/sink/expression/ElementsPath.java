// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.grammar.JsonPathParser;
import io.mqttmysql.sink.payload.Payload;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.ConnectData;
import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.Place;
import io.mqttmysql.sink.value.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code $.readings[*]} or {@code $.*}: every element of an array, or every member of an object; with two wildcards,
 * {@code $.messages[*].payload.*}, those of all of these.
 *
 * @param text as it was written
 * @param parent of the elements, or of those around them
 * @param inner from an element to the parent of those within it
 */
public record ElementsPath(String text, JsonPath parent, Optional<JsonPath> inner) {
    /**
     * @throws InvalidExpression when the text does not end in a wildcard
     */
    public static ElementsPath parse(String text) {
        Cursor cursor = new Cursor(text.strip());
        JsonPath parent = JsonPathParser.parseParent(cursor);
        if (!takeWildcard(cursor)) {
            throw cursor.error("a path of rows ends in [*] or .*; write " + text.strip() + "[*]");
        }
        Optional<JsonPath> inner = Optional.empty();
        if (!cursor.atEnd()) {
            inner = Optional.of(JsonPathParser.parseBetween(cursor));
            if (!takeWildcard(cursor) || !cursor.atEnd()) {
                throw cursor.error("a wildcard stands last, and at most one before it; what is below an element is"
                        + " written @… in columns, for example column.value=@.value");
            }
        }
        return new ElementsPath(text.strip(), parent, inner);
    }

    private static boolean takeWildcard(Cursor cursor) {
        return cursor.take("[*]") || cursor.take(".*");
    }

    /**
     * The elements in their order; none where the path is not there, or null, or empty.
     *
     * @throws BadValue when the payload is not JSON, or has a scalar there
     */
    public List<Element> elements(Payload payload) {
        List<Element> elements = new ArrayList<>();
        if (inner.isEmpty()) {
            each(payload.locate(parent), parent, Optional.empty(), elements::add);
        } else {
            each(payload.locate(parent), parent, Optional.empty(), outer -> {
                Place place = ConnectData.locate(inner.get(), outer.place());
                each(place, inner.get(), Optional.of(outer), elements::add);
            });
        }
        return elements;
    }

    private void each(Place container, JsonPath path, Optional<Element> outer, Consumer<Element> visitor) {
        if (container.isMissing() || container.raw() == null) {
            return;
        }
        if (container.isScalar()) {
            String element =
                    outer.map(around -> "element " + Quoted.of(around.key())).orElse("");
            String where = path.steps().isEmpty() && outer.isPresent()
                    ? element
                    : "'" + path + "'" + (element.isEmpty() ? "" : " of " + element);
            throw new BadValue("'rows' is " + text + ", but " + where + " is neither an array nor an object");
        }
        container.eachChild((key, child) -> visitor.accept(new Element(key, child, outer)));
    }

    @Override
    public String toString() {
        return text;
    }
}
