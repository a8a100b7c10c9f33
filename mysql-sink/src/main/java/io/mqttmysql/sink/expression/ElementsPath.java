// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import io.mqttmysql.sink.grammar.Cursor;
import io.mqttmysql.sink.grammar.InvalidExpression;
import io.mqttmysql.sink.grammar.JsonPathParser;
import io.mqttmysql.sink.payload.Payload;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code $.readings[*]} or {@code $.*}: every element of an array, or every member of an object.
 *
 * @param text as it was written
 * @param parent of the elements
 */
public record ElementsPath(String text, JsonPath parent) {
    /**
     * @throws InvalidExpression when the text does not end in the one wildcard
     */
    public static ElementsPath parse(String text) {
        Cursor cursor = new Cursor(text.strip());
        JsonPath parent = JsonPathParser.parseParent(cursor);
        if (!cursor.take("[*]") && !cursor.take(".*")) {
            throw cursor.error("a path of rows ends in [*] or .*; write " + text.strip() + "[*]");
        }
        if (!cursor.atEnd()) {
            throw cursor.error("the wildcard stands last; what is below an element is written @… in columns, for "
                    + "example column.value=@.value");
        }
        return new ElementsPath(text.strip(), parent);
    }

    /**
     * The elements in their order; none where the path is not there, or null, or empty.
     *
     * @throws BadValue when the payload is not JSON, or has a scalar there
     */
    public List<Element> elements(Payload payload) {
        Place place = payload.locate(parent);
        if (place.isMissing() || place.raw() == null) {
            return List.of();
        }
        if (place.isScalar()) {
            throw new BadValue("'rows' is " + text + ", but '" + parent + "' is neither an array nor an object");
        }
        List<Element> elements = new ArrayList<>();
        place.eachChild((key, child) -> elements.add(new Element(key, child)));
        return elements;
    }

    @Override
    public String toString() {
        return text;
    }
}
