// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import io.mqttmysql.source.mapping.MqttSourceRecord.Content;
import io.mqttmysql.source.message.InboundMessage;
import org.apache.kafka.connect.header.Header;

/**
 * The size of a record as Kafka's producer counts it against {@code max.request.size}: an upper bound, before
 * compression, of a batch with this record alone (record format 2). Holds for the converters of the shipped files,
 * which write text and bytes as they are.
 */
final class RecordSize {
    /** DefaultRecordBatch.RECORD_BATCH_OVERHEAD and DefaultRecord.MAX_RECORD_OVERHEAD, parts of the wire format. */
    private static final int OVERHEAD = 61 + 21;

    /** A record can be this many times larger than the memory of what is not its payload: see {@link #atMost}. */
    private static final int LARGEST_GROWTH = 6;

    private RecordSize() {}

    static boolean exceeds(long limit, InboundMessage message, Content content) {
        return atMost(message) > limit && of(content) > limit;
    }

    /** A quick bound. A topic is written twice (key and header) with three bytes for a character at most. */
    private static long atMost(InboundMessage message) {
        int payload = message.payload().length;
        int rest = InboundMessage.footprint(message.topic(), message.payload(), message.properties()) - payload;
        return payload + (long) LARGEST_GROWTH * rest;
    }

    static long of(Content content) {
        long bytes = OVERHEAD
                + (content.key() == null ? 1 : prefixed(utf8Length(content.key())))
                + (content.value() == null ? 1 : prefixed(content.value().length));
        int headers = 0;
        for (Header header : content.headers()) {
            headers++;
            bytes += prefixed(utf8Length(header.key())) + prefixed(utf8Length((String) header.value()));
        }
        return bytes + varintLength(headers);
    }

    private static long prefixed(int length) {
        return varintLength(length) + (long) length;
    }

    /** Of a number that is not negative, in Kafka's zigzag form. */
    private static int varintLength(int number) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros((long) number << 1) + 6) / 7);
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2; // half of the four bytes of a pair
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
