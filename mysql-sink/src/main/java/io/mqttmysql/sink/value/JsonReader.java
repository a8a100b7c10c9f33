// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactoryBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON text as maps, lists, strings, booleans and exact numbers (Integer, Long, BigInteger, BigDecimal: nothing is
 * rounded on the way to a DECIMAL or BIGINT).
 *
 * <p>CBOR is read likewise, with bytes as byte[]. One document a payload; of a name that is listed twice in one object
 * the last value counts, as in MySQL's own JSON type. Messages give the place and never the text. Immutable. Any
 * thread.
 */
public final class JsonReader {
    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_NAME = 50_000;

    private static final String PAYLOAD = "the payload";

    private final JsonFactory factory;
    private final CBORFactory cbor;
    private final int maxDepth;
    private final int maxBytes;
    /** What is read, for messages. */
    private final String subject;

    /**
     * @param maxDepth of nested objects and arrays
     * @param maxBytes of a whole document
     */
    public JsonReader(int maxDepth, int maxBytes) {
        this(new JsonFactoryBuilder(), CBORFactory.builder(), maxDepth, maxBytes);
    }

    private JsonReader(JsonFactoryBuilder json, CBORFactoryBuilder cbor, int maxDepth, int maxBytes) {
        this(
                limited(json, maxDepth, maxBytes).build(),
                limited(cbor, maxDepth, maxBytes).build(),
                maxDepth,
                maxBytes,
                PAYLOAD);
    }

    private JsonReader(JsonFactory json, CBORFactory cbor, int maxDepth, int maxBytes, String subject) {
        this.factory = json;
        this.cbor = cbor;
        this.maxDepth = maxDepth;
        this.maxBytes = maxBytes;
        this.subject = subject;
    }

    private static <B extends TSFBuilder<?, B>> B limited(B builder, int maxDepth, int maxBytes) {
        return builder.configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false) // names come from strangers
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNumberLength(MAX_DIGITS)
                        .maxNameLength(MAX_NAME)
                        .maxStringLength(maxBytes)
                        .build());
    }

    /** The same for texts within a payload. */
    public JsonReader ofTexts() {
        return new JsonReader(factory, cbor, maxDepth, maxBytes, "the text");
    }

    public int maxBytes() {
        return maxBytes;
    }

    /**
     * @throws BadValue when the text is not one JSON document within the limits
     */
    public Object read(String text) {
        try (JsonParser parser = factory.createParser(text)) {
            return document(parser, "JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be closed", e);
        }
    }

    /**
     * @throws BadValue when the bytes are not one CBOR document within the limits
     */
    public Object readCbor(byte[] bytes) {
        try (JsonParser parser = cbor.createParser(bytes)) {
            return document(parser, "CBOR");
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot be closed", e);
        }
    }

    private Object document(JsonParser parser, String language) throws IOException {
        try {
            Object root = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new BadValue(subject + " is not " + language + ": more follows the document"
                        + place(parser.currentTokenLocation()));
            }
            return root;
        } catch (StreamConstraintsException e) {
            throw beyond(e, place(parser.currentLocation()));
        } catch (JsonEOFException e) {
            throw new BadValue(subject + " is not " + language + ": it ends too early" + place(e.getLocation()));
        } catch (JsonProcessingException e) {
            throw new BadValue(subject + " is not " + language + place(e.getLocation()));
        } catch (NumberFormatException e) {
            throw new BadValue(subject + " has a number that is out of range" + place(parser.currentLocation()));
        }
    }

    /** Jackson tells its limits apart by their words only. */
    private BadValue beyond(StreamConstraintsException failure, String place) {
        String words = String.valueOf(failure.getOriginalMessage());
        if (words.contains("nesting depth")) {
            return new BadValue(subject + " is nested too deep" + place + "; json.max.depth is " + maxDepth);
        }
        if (words.startsWith("Number")) {
            return new BadValue(subject + " has a number of more than " + MAX_DIGITS + " digits" + place);
        }
        return words.startsWith("Name")
                ? new BadValue(subject + " has a name of more than " + MAX_NAME + " characters" + place)
                : new BadValue(subject + " has too long a text" + place + "; json.max.bytes is " + maxBytes);
    }

    private String place(JsonLocation location) {
        if (location.getLineNr() < 1) {
            return " at byte " + location.getByteOffset();
        }
        boolean isPlainText = location.getLineNr() == 1 && location.getColumnNr() == 1 && subject.equals(PAYLOAD);
        return " at line " + location.getLineNr() + ", column " + location.getColumnNr()
                + (isPlainText ? "; plain text is read whole, by 'payload', and has no parts" : "");
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        if (token == null) { // CBOR ends so after a tag
            throw new JsonEOFException(parser, null, "");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.isNaN() ? (Object) parser.getDoubleValue() : parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_EMBEDDED_OBJECT -> parser.getBinaryValue();
            default -> throw new IllegalStateException("Not the start of a value: " + token);
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            members.put(name, value(parser, parser.nextToken()));
        }
        return members;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return elements;
    }
}
