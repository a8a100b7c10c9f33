// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.expression;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.payload.Payload;
import io.mqttmysql.sink.payload.PayloadForm;
import io.mqttmysql.sink.step.LocalClock;
import io.mqttmysql.sink.step.StepContext;
import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonPath;
import io.mqttmysql.sink.value.JsonReader;
import io.mqttmysql.sink.value.Place;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One record as a strategy sees it. The payload and key are shared by all strategies that look at the record, so that
 * each is parsed at most once.
 *
 * @param matchedTopic the string that {@code match} was tried on
 * @param captures by name; empty for a strategy without {@code match}
 * @param element the one that this row is made of, with {@code rows}
 * @param zone {@code db.timezone}
 */
public record RecordView(
        SinkRecord record,
        Payload payload,
        Payload key,
        String matchedTopic,
        Map<String, String> captures,
        Optional<Element> element,
        ZoneId zone) {

    /** The record as it is before a strategy looks at it. */
    public static RecordView of(SinkRecord record, String matchedTopic, JsonReader json, ZoneId zone) {
        return new RecordView(
                record,
                new Payload(record.value(), record.valueSchema(), json),
                new Payload(record.key(), record.keySchema(), json),
                matchedTopic,
                Map.of(),
                Optional.empty(),
                zone);
    }

    public RecordView withCaptures(Map<String, String> captured) {
        return new RecordView(record, payload, key, matchedTopic, captured, element, zone);
    }

    /** The record with its payload read so. */
    public RecordView reading(PayloadForm form) {
        Payload read = payload.in(form);
        return read == payload ? this : new RecordView(record, read, key, matchedTopic, captures, element, zone);
    }

    public RecordView withElement(Element current) {
        return new RecordView(record, payload, key, matchedTopic, captures, Optional.of(current), zone);
    }

    /** What steps need of the record. */
    public StepContext steps(LocalClock clock) {
        return new StepContext(payload::inside, clock, record.timestamp());
    }

    /** The element at level 0, the one around it at level 1. */
    Optional<Element> element(int level) {
        return element.flatMap(inner -> inner.at(level));
    }

    /**
     * Where the fields of the row are: the element, else the whole payload.
     *
     * @throws BadValue when the payload is text or bytes and not JSON
     */
    public Place rowObject() {
        return element.isPresent() ? element.get().place() : payload.locate(JsonPath.ROOT);
    }

    /** The n-th level of the matched topic, from 0, negative from the end; missing where there are fewer. */
    Object topicLevel(int index) {
        int wanted = index >= 0 ? index : levels() + index;
        int start = 0;
        for (int level = 0; level < wanted && start >= 0; level++) {
            int slash = matchedTopic.indexOf('/', start);
            start = slash < 0 ? -1 : slash + 1;
        }
        if (wanted < 0 || start < 0) {
            return MISSING;
        }
        int end = matchedTopic.indexOf('/', start);
        return end < 0 ? matchedTopic.substring(start) : matchedTopic.substring(start, end);
    }

    private int levels() {
        int levels = 1;
        for (int slash = matchedTopic.indexOf('/'); slash >= 0; slash = matchedTopic.indexOf('/', slash + 1)) {
            levels++;
        }
        return levels;
    }
}
