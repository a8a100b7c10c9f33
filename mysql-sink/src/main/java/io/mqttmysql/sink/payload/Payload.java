// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.ConnectData;
import io.mqttmysql.sink.value.DeadEnd;
import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.JsonReader;
import io.mqttmysql.sink.value.JsonText;
import io.mqttmysql.sink.value.JsonWriter;
import io.mqttmysql.sink.value.Missing;
import io.mqttmysql.sink.value.Place;
import io.mqttmysql.sink.value.Utf8;
import org.apache.kafka.connect.data.Schema;

/**
 * The value (or key) of one record, whatever its type; JSON text and bytes are parsed when the first path asks, once.
 *
 * <p>For parsing, and only there, a leading byte order mark and trailing NULs and blanks are not looked at (firmware in
 * C sends them). What is then empty has no place for a path. All access to the parsed document goes through
 * {@link #find}, so that a parse that reads only the wanted paths can take its place. One record. Task thread.
 */
public final class Payload {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Object value;
    private final Schema schema;
    private final JsonReader reader;
    private boolean parsed;
    private Object root;
    private BadValue failure;
    private String lastText;
    private Object lastRoot;

    /**
     * @param schema of the value; null where there is none
     */
    public Payload(Object value, Schema schema, JsonReader reader) {
        this.value = value;
        this.schema = schema;
        this.reader = reader;
    }

    /** The value as the record holds it: text and bytes unparsed, a Struct, Map or List as JSON text. */
    public Object asItCame() {
        return ConnectData.plain(value, schema);
    }

    /** The value as the record holds it, with its schema. */
    public Place whole() {
        return new Place(value, schema);
    }

    /** Whether somebody looked for a path in it and it was not JSON within the limits. */
    public boolean isUnreadable() {
        return failure != null;
    }

    /**
     * The value at the path, or {@link Missing#MISSING}.
     *
     * @throws BadValue as {@link #locate} does
     */
    public Object find(JsonPath path) {
        return locate(path).value();
    }

    /**
     * The place that the path leads to; it may be missing.
     *
     * @throws BadValue when the payload is text or bytes and empty or not JSON, or the path cannot go on
     */
    public Place locate(JsonPath path) {
        Place whole = isText() ? new Place(document(), null) : new Place(value, schema);
        if (whole.isMissing()) {
            throw DeadEnd.atNothing(path);
        }
        return value == null ? Place.NOWHERE : ConnectData.locate(path, whole);
    }

    /**
     * A text within it as JSON: maps, lists and scalars. Several columns ask for parts of the same text.
     *
     * @throws BadValue when the text is not JSON within the limits
     */
    public Object inside(String text) {
        if (text != lastText) {
            if (text.length() > reader.maxBytes()) {
                throw new BadValue(
                        "the text has " + text.length() + " characters and json.max.bytes is " + reader.maxBytes());
            }
            lastRoot = reader.ofTexts().read(text);
            lastText = text;
        }
        return lastRoot;
    }

    /**
     * The payload as the text of one JSON document, as it was written.
     *
     * @throws BadValue when it is not JSON
     */
    public String asJsonText() {
        if (!isText()) {
            Object plain = asItCame();
            return plain instanceof JsonText json ? json.text() : JsonWriter.write(plain);
        }
        if (document() == MISSING) {
            throw new BadValue("the payload is empty, which is not JSON");
        }
        return trimmedText();
    }

    public boolean isText() {
        return value instanceof String || value instanceof byte[] || value instanceof java.nio.ByteBuffer;
    }

    private Object document() {
        if (!parsed) {
            parsed = true;
            try {
                root = parse();
            } catch (BadValue e) {
                failure = e; // the next path, perhaps of another strategy, must hear the same
            }
        }
        if (failure != null) {
            throw failure;
        }
        return root;
    }

    private Object parse() {
        requireLength(value instanceof String text ? text.length() : -1);
        String text = trimmedText();
        return text.isEmpty() ? MISSING : reader.read(text);
    }

    private void requireLength(int characters) {
        int length = characters >= 0 ? characters : ((byte[]) asItCame()).length;
        if (length > reader.maxBytes()) {
            throw new BadValue("the payload has " + length + " bytes and json.max.bytes is " + reader.maxBytes());
        }
    }

    private String trimmedText() {
        String text = value instanceof String s ? s : Utf8.decode((byte[]) asItCame());
        int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int end = text.length();
        while (end > start && isPadding(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isPadding(char c) {
        return c == '\0' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
