// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.convert;

import io.mqttmysql.sink.expression.JsonText;
import io.mqttmysql.sink.expression.JsonWriter;

/** JSON columns: objects and arrays as JSON text, scalars encoded; text becomes a JSON string, bytes too, as UTF-8. */
final class JsonConversion implements ColumnConversion {
    @Override
    public Object convert(Object value) {
        if (value instanceof JsonText json) {
            return Texts.wellFormed(json.text());
        }
        boolean encodesItself = value instanceof Number || value instanceof Boolean;
        return JsonWriter.write(encodesItself ? value : Texts.of(value));
    }
}
