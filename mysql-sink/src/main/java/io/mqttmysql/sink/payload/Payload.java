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
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * The value (or key) of one record, whatever its type; raw text and bytes are inflated and parsed when the first path
 * asks, once for each form in which strategies read it.
 *
 * <p>For parsing, and only there, a leading byte order mark and trailing NULs and blanks are not looked at. What is
 * then empty has no place for a path. All access to the parsed document goes through
 * {@link #find}, so that a parse that reads only the wanted paths can take its place. One record. Task thread.
 */
public final class Payload {
    /** The first two bytes of gzip, of which the second is not UTF-8. */
    private static final String GZIP_AS_TEXT = "\u001f\ufffd";

    private final Object value;
    private final Schema schema;
    private final JsonReader reader;
    private final PayloadForm form;
    private Map<PayloadForm, Payload> inOtherForms; // null until one is asked for
    private Object inflated;
    private boolean parsed;
    private Object root;
    private BadValue failure;
    private String lastText;
    private Object lastRoot;

    /**
     * @param schema of the value; null where there is none
     */
    public Payload(Object value, Schema schema, JsonReader reader) {
        this(value, schema, reader, PayloadForm.PLAIN);
    }

    private Payload(Object value, Schema schema, JsonReader reader, PayloadForm form) {
        this.value = value;
        this.schema = schema;
        this.reader = reader;
        this.form = form;
    }

    /** The same for who says how it is written, read once for all who say so; a converter's work is left alone. */
    public Payload in(PayloadForm wanted) {
        if (wanted == form || !isText()) {
            return this;
        }
        if (inOtherForms == null) {
            inOtherForms = new HashMap<>();
        }
        return inOtherForms.computeIfAbsent(wanted, other -> new Payload(value, schema, reader, other));
    }

    /** The value as the record holds it: text and bytes unparsed, a Struct, Map or List as JSON text. */
    public Object asItCame() {
        return ConnectData.plain(raw(), schema);
    }

    /** As the record holds it, but for the compression. */
    private Object raw() {
        if (form.compression() == Compression.NONE || !isText() || value instanceof String) {
            return value;
        }
        if (failure != null) {
            throw failure;
        }
        if (inflated == null) {
            try {
                inflated = Inflation.inflated(ConnectData.bytes(value), reader.maxBytes());
            } catch (BadValue e) {
                failure = e;
                throw e;
            }
        }
        return inflated;
    }

    /** The value as the record holds it, with its schema. */
    public Place whole() {
        return new Place(raw(), schema);
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
        Object root = form.format() instanceof JsonFormat ? document() : new JsonFormat().read(asItCame(), reader);
        if (root == MISSING) {
            throw new BadValue("the payload is empty, which is not JSON");
        }
        return RawText.trimmed(asItCame());
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
        Object raw = asItCame();
        int length = raw instanceof String text ? text.length() : ((byte[]) raw).length;
        if (length > reader.maxBytes()) {
            throw new BadValue("the payload has " + length + " bytes and json.max.bytes is " + reader.maxBytes());
        }
        if (form.compression() == Compression.AUTO && raw instanceof String text && text.startsWith(GZIP_AS_TEXT)) {
            throw new BadValue("the payload is compressed and came as text, which has lost bytes of it; set"
                    + " value.converter to org.apache.kafka.connect.converters.ByteArrayConverter");
        }
        return form.format().read(raw, reader);
    }
}
