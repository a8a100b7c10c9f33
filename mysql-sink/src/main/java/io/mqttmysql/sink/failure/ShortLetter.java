// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import io.mqttmysql.sink.row.RecordFailure;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A bad record cut short, for a dead letter that is too large whole: the beginning of its key, value and headers, with
 * the place in Kafka that it came from. A record of its own, since Connect reports the consumed bytes of one that it
 * delivered; the same converters make bytes of it. Without state.
 */
public final class ShortLetter {
    /** A key or the headers get a share of what the value gets. */
    private static final int SHARE = 4;

    /** As Kafka says that a record has none. */
    private static final long NO_TIMESTAMP = -1;

    private final SinkRecord record;
    private final int most;

    private ShortLetter(SinkRecord record, int most) {
        this.record = record;
        this.most = most;
    }

    /**
     * @param most characters or bytes of the value; 0 leaves place and reason alone
     */
    public static RecordFailure of(RecordFailure failure, int most) {
        String left = most == 0
                ? "without key, value and headers"
                : "with the first " + most + " characters or bytes of its value at most";
        return new RecordFailure(
                new ShortLetter(failure.record(), most).cut(),
                failure.strategy(),
                failure.table(),
                failure.column(),
                failure.kind(),
                failure.reason() + "; this letter is cut short (" + left
                        + "): whole it was more than the worker's producer took"
                        + " (producer.override.max.request.size)");
    }

    private SinkRecord cut() {
        Optional<Object> key = cut(record.key(), most / SHARE);
        Optional<Object> value = cut(record.value(), most);
        Long timestamp = record.timestamp();
        return new SinkRecord(
                record.originalTopic(),
                record.originalKafkaPartition(),
                key.isPresent() ? record.keySchema() : null,
                key.orElse(null),
                value.isPresent() ? record.valueSchema() : null,
                value.orElse(null),
                record.originalKafkaOffset(),
                timestamp == null ? NO_TIMESTAMP : timestamp,
                record.timestampType(),
                headers());
    }

    /** The first ones that fit. */
    private ConnectHeaders headers() {
        ConnectHeaders kept = new ConnectHeaders();
        int room = most / SHARE;
        for (Header header : record.headers()) {
            Optional<Object> value =
                    cut(header.value(), Math.max(0, room - header.key().length()));
            if (value.isPresent()) {
                kept.add(header.key(), value.get(), header.schema());
                room -= header.key().length() + length(value.get());
            }
        }
        return kept;
    }

    /** Text and bytes keep their schema; what has parts of its own is kept whole or not at all. */
    private static Optional<Object> cut(Object value, int most) {
        if (value == null || most == 0) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text.length() <= most ? text : whole(text.substring(0, most)));
        }
        if (value instanceof byte[] bytes) {
            return Optional.of(bytes.length <= most ? bytes : Arrays.copyOf(bytes, most));
        }
        return length(value) <= most ? Optional.of(value) : Optional.empty();
    }

    /** No half of a pair of surrogates at the end. */
    private static String whole(String text) {
        boolean isHalf = Character.isHighSurrogate(text.charAt(text.length() - 1));
        return isHalf ? text.substring(0, text.length() - 1) : text;
    }

    private static int length(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        return String.valueOf(value).length();
    }
}
