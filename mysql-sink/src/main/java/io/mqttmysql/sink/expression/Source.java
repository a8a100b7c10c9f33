// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.grammar.Literal;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.ConnectData;
import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.Missing;
import io.mqttmysql.sink.value.Place;
import java.time.Instant;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where a column's value comes from. */
public sealed interface Source {
    /**
     * The record's value at this place, as the package's vocabulary has it; {@link Missing#MISSING} where there is
     * none.
     *
     * @throws BadValue when the record is such that the place cannot be looked at
     */
    Object read(RecordView view);

    /** As {@link #read}, with the schema that the record gives for it, where it does. */
    default Place place(RecordView view) {
        return new Place(read(view), null);
    }

    /** Whether it looks at an element of {@code rows}. */
    default boolean isOfElement() {
        return this instanceof ElementPath || this instanceof ElementKey || this instanceof KeyedPath;
    }

    /** Whether it looks at the element around an element: {@code rows} has two wildcards then. */
    default boolean isOfOuterElement() {
        return (this instanceof ElementPath element && element.level() > 0)
                || (this instanceof ElementKey key && key.level() > 0)
                || (this instanceof KeyedPath keyed && keyed.path().steps().contains(new JsonPath.KeyOfElement(1)));
    }

    /** {@code payload}: the value as it came, never parsed; a Struct or Map is JSON text. */
    record WholePayload() implements Source {
        @Override
        public Object read(RecordView view) {
            return view.payload().asItCame();
        }
    }

    /** {@code $.a.b}. */
    record PayloadPath(JsonPath path) implements Source {
        @Override
        public Object read(RecordView view) {
            return view.payload().find(path);
        }

        @Override
        public Place place(RecordView view) {
            return view.payload().locate(path);
        }
    }

    /**
     * {@code @} and {@code @.a.b}: the element that the row is made of, with {@code rows}.
     *
     * @param level 0: the innermost; 1: the one around it, {@code @^}
     */
    record ElementPath(int level, JsonPath path) implements Source {
        @Override
        public Object read(RecordView view) {
            return place(view).value();
        }

        @Override
        public Place place(RecordView view) {
            return view.element(level)
                    .map(element -> ConnectData.locate(path, element.place()))
                    .orElse(Place.NOWHERE);
        }
    }

    /**
     * {@code @key}: the element's index, from 0, or its name.
     *
     * @param level 0: of the innermost; 1: of the one around it, {@code @^key}
     */
    record ElementKey(int level) implements Source {
        @Override
        public Object read(RecordView view) {
            return view.element(level).map(Element::key).orElse(MISSING);
        }
    }

    /** {@code $.values[@key]}: a path on which an element's key stands for an index or a name. */
    record KeyedPath(JsonPath path) implements Source {
        @Override
        public Object read(RecordView view) {
            return place(view).value();
        }

        @Override
        public Place place(RecordView view) {
            return view.element().isEmpty()
                    ? Place.NOWHERE
                    : view.payload().locate(path.keyedBy(level -> new ElementKey(level).read(view)));
        }
    }

    /** {@code mqtt.topic}: the string that {@code match} was tried on. */
    record MatchedTopic() implements Source {
        @Override
        public Object read(RecordView view) {
            return view.matchedTopic();
        }
    }

    /**
     * {@code mqtt.topic[n]}.
     *
     * @param index from 0; negative from the end, -1 is the last
     */
    record TopicLevel(int index) implements Source {
        @Override
        public Object read(RecordView view) {
            return view.topicLevel(index);
        }
    }

    /** {@code {name}}. */
    record Capture(String name) implements Source {
        @Override
        public Object read(RecordView view) {
            String captured = view.captures().get(name);
            return captured == null ? MISSING : captured;
        }
    }

    /** {@code key}. */
    record WholeKey() implements Source {
        @Override
        public Object read(RecordView view) {
            return view.key().asItCame();
        }
    }

    /** {@code key $.a.b}. */
    record KeyPath(JsonPath path) implements Source {
        @Override
        public Object read(RecordView view) {
            return view.key().find(path);
        }

        @Override
        public Place place(RecordView view) {
            return view.key().locate(path);
        }
    }

    /**
     * What {@code pk.mode=record_key} takes: the field of that name where the key has fields, else the key itself.
     *
     * @param isWholeKey whether no other part of the key is wanted, so that a single value or a text can be it
     */
    record KeyPart(String name, boolean isWholeKey) implements Source {
        @Override
        public Object read(RecordView view) {
            return place(view).value();
        }

        @Override
        public Place place(RecordView view) {
            return KeyFields.part(view.key(), name, isWholeKey);
        }
    }

    /** {@code header.name}: the last header of that name. */
    record HeaderValue(String name) implements Source {
        @Override
        public Object read(RecordView view) {
            return place(view).value();
        }

        @Override
        public Place place(RecordView view) {
            Header header = view.record().headers().lastWithName(name);
            return header == null ? Place.NOWHERE : new Place(header.value(), header.schema());
        }
    }

    /** {@code kafka.…}: the record's place in Kafka before any transformation, and its time. */
    enum KafkaMetadata implements Source {
        TOPIC,
        PARTITION,
        OFFSET,
        TIMESTAMP;

        @Override
        public Object read(RecordView view) {
            SinkRecord record = view.record();
            return switch (this) {
                case TOPIC -> record.originalTopic();
                case PARTITION -> record.originalKafkaPartition();
                case OFFSET -> record.originalKafkaOffset();
                case TIMESTAMP -> record.timestamp() == null ? MISSING : Instant.ofEpochMilli(record.timestamp());
            };
        }
    }

    /** A literal. */
    record Constant(Literal literal) implements Source {
        @Override
        public Object read(RecordView view) {
            return literal.value();
        }
    }
}
