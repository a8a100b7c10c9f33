// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.convert.WholeNumbers;
import io.mqttmysql.sink.expression.ColumnExpression;
import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.expression.Source;
import io.mqttmysql.sink.expression.Source.KafkaMetadata;
import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.step.Arithmetic;
import io.mqttmysql.sink.step.Base64Text;
import io.mqttmysql.sink.step.BooleanWords;
import io.mqttmysql.sink.step.DateFormats;
import io.mqttmysql.sink.step.DatePattern;
import io.mqttmysql.sink.step.Epoch;
import io.mqttmysql.sink.step.HexText;
import io.mqttmysql.sink.step.Iso8601;
import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.NumberText;
import io.mqttmysql.sink.step.Step;
import io.mqttmysql.sink.step.Steps;
import io.mqttmysql.sink.step.Truncate;
import io.mqttmysql.sink.step.ValueMap;
import io.mqttmysql.sink.table.ColumnDesign;
import io.mqttmysql.sink.table.ColumnDesign.Basis;
import io.mqttmysql.sink.table.ColumnDesign.Need;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonNumber;
import io.mqttmysql.sink.value.JsonText;
import io.mqttmysql.sink.value.Place;
import io.mqttmysql.sink.value.Utf8;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;

/**
 * The type of a column that is to be made: {@code as}, else what the expression can only be, else what a record has.
 */
record InferredType(String declaration, Basis basis) {
    private static final String TEXT = "VARCHAR(1024)";
    private static final int TEXT_LENGTH = 1_024;
    /** MySQL's longest index takes it in utf8mb4, whatever the row format. */
    private static final String SHORT_TEXT = "VARCHAR(190)";

    private static final String NUMBER = "DOUBLE";
    private static final String SHORT_BYTES = "VARBINARY(255)";
    /** Kafka's longest topic. */
    private static final String KAFKA_TOPIC = "VARCHAR(249)";

    static InferredType of(ColumnExpression expression, Optional<RecordView> sample) {
        return expression
                .type()
                .or(() -> encoded(expression.steps()))
                .or(() -> expression.steps().isEmpty() ? known(expression.source()) : Optional.empty())
                .map(type -> new InferredType(type, Basis.KNOWN))
                .or(() -> sample.flatMap(view -> seen(expression, view)))
                .or(() -> expression.otherwise().map(Literal::value).map(InferredType::ofDefault))
                .orElse(new InferredType(TEXT, Basis.GUESSED));
    }

    ColumnDesign column(String name, Need need) {
        String type = declaration;
        if (need == Need.KEY && (declaration.equals(TEXT) || declaration.endsWith("TEXT"))) {
            type = SHORT_TEXT;
        } else if (need == Need.KEY && declaration.endsWith("BLOB")) {
            type = SHORT_BYTES;
        }
        return new ColumnDesign(name, type, need, basis);
    }

    /** What the last step makes, whatever it is given. */
    private static Optional<String> encoded(Steps steps) {
        Step step = steps.last().orElse(null);
        if (step instanceof Epoch epoch) {
            return Optional.of(epoch.unit().isFinerThanMilliseconds() ? "DATETIME(6)" : "DATETIME(3)");
        }
        if (step instanceof Iso8601 || step instanceof Truncate) {
            return Optional.of("DATETIME(3)");
        }
        if (step instanceof DatePattern pattern) {
            return Optional.of(typeOf(DateFormats.sample(pattern.formatter())));
        }
        if (step instanceof BooleanWords) {
            return Optional.of("BOOLEAN");
        }
        if (step instanceof Base64Text || step instanceof HexText) {
            return Optional.of("VARBINARY(1024)");
        }
        if (step instanceof Arithmetic || step instanceof NumberText) {
            return Optional.of(NUMBER);
        }
        return step instanceof ValueMap map ? Optional.of(common(map.values().values())) : Optional.empty();
    }

    /** The type of all the literals, one for all numbers where they are numbers, or text. */
    private static String common(Collection<Literal> literals) {
        List<String> types = literals.stream()
                .map(Literal::value)
                .filter(Objects::nonNull)
                .map(InferredType::typeOf)
                .distinct()
                .toList();
        if (types.size() == 1) {
            return types.get(0);
        }
        boolean areNumbers =
                literals.stream().map(Literal::value).allMatch(value -> value == null || value instanceof Number);
        return areNumbers && !types.isEmpty() ? (types.contains(NUMBER) ? NUMBER : WholeNumbers.LARGE) : TEXT;
    }

    private static Optional<String> known(Source source) {
        if (source instanceof KafkaMetadata metadata) {
            return Optional.of(
                    switch (metadata) {
                        case TOPIC -> KAFKA_TOPIC;
                        case PARTITION -> "INT";
                        case OFFSET -> "BIGINT";
                        case TIMESTAMP -> "DATETIME(3)";
                    });
        }
        boolean isTopic = source instanceof Source.Capture
                || source instanceof Source.MatchedTopic
                || source instanceof Source.TopicLevel;
        if (isTopic) {
            return Optional.of(SHORT_TEXT);
        }
        return source instanceof Source.Constant constant && constant.literal().value() != null
                ? Optional.of(typeOf(constant.literal().value()))
                : Optional.empty();
    }

    private static Optional<InferredType> seen(ColumnExpression expression, RecordView view) {
        Source source = expression.source();
        try {
            if (!expression.steps().isEmpty()) {
                return made(expression.steps(), source.read(view), view);
            }
            Place place = source.place(view);
            if (place.schema() != null && place.schema().type() != Schema.Type.STRING) {
                return Optional.of(ofPlace(place));
            }
            Object value = place.value();
            if (value == MISSING || value == null) {
                return Optional.empty();
            }
            boolean isShort = source instanceof Source.WholeKey || source instanceof Source.ElementKey;
            return Optional.of(
                    isShort && value instanceof String ? new InferredType(SHORT_TEXT, Basis.SEEN) : ofValue(value));
        } catch (BadValue e) {
            return Optional.empty();
        }
    }

    /** A part of a text is a number where it is written as one, as a payload is. */
    private static Optional<InferredType> made(Steps steps, Object value, RecordView view) {
        Object made = steps.apply(value, view.steps(LocalClock.silent(steps.localTimes(), view.zone())));
        if (made == MISSING || made == null) {
            return Optional.empty();
        }
        return Optional.of(
                made instanceof String text
                        ? new InferredType(typeOfPlainText(text.strip()), Basis.SEEN)
                        : ofValue(made));
    }

    /** What the schema says, where there is one. */
    static InferredType ofPlace(Place place) {
        return place.schema() == null
                ? ofValue(place.value())
                : new InferredType(SchemaType.of(place.schema()), Basis.KNOWN);
    }

    static InferredType ofValue(Object value) {
        return value == null ? new InferredType(TEXT, Basis.GUESSED) : new InferredType(typeOf(value), Basis.SEEN);
    }

    /** A whole number does not tell that records will not have fractions. */
    private static InferredType ofDefault(Object value) {
        return value instanceof Number ? new InferredType(NUMBER, Basis.SEEN) : ofValue(value);
    }

    private static String typeOf(Object value) {
        if (value instanceof Boolean) {
            return "BOOLEAN";
        }
        if (value instanceof Number number) {
            return WholeNumbers.typeOf(number).orElse(NUMBER);
        }
        if (value instanceof JsonText) {
            return "JSON";
        }
        if (value instanceof Instant || value instanceof LocalDateTime) {
            return "DATETIME(3)";
        }
        if (value instanceof LocalDate) {
            return "DATE";
        }
        if (value instanceof LocalTime) {
            return "TIME(3)";
        }
        return value instanceof byte[] bytes ? typeOfBytes(bytes) : typeOfText(String.valueOf(value));
    }

    private static String typeOfText(String text) {
        return text.length() > TEXT_LENGTH ? "TEXT" : TEXT;
    }

    /** A payload as it came: a number or a text where it is one. */
    private static String typeOfBytes(byte[] bytes) {
        try {
            return typeOfPlainText(Utf8.decode(bytes).strip());
        } catch (BadValue e) {
            return "BLOB";
        }
    }

    private static String typeOfPlainText(String text) {
        return WholeNumbers.typeOf(text).orElseGet(() -> JsonNumber.matches(text) ? NUMBER : typeOfText(text));
    }
}
