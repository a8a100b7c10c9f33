// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.RecordFailure;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ShortLetterTest {
    private final ConnectHeaders headers = new ConnectHeaders();

    @Test
    void keepsTheBeginningOfTextAndBytesWithTheirSchemas() {
        headers.addString("mqtt.topic", "t".repeat(500)).addString("mqtt.qos", "1");

        SinkRecord cut = cut(Schema.STRING_SCHEMA, "k".repeat(1_000), Schema.BYTES_SCHEMA, new byte[10_000], 400);

        assertThat(cut.key()).isEqualTo("k".repeat(100));
        assertThat(cut.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat((byte[]) cut.value()).hasSize(400);
        assertThat(cut.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
        assertThat(cut.headers().lastWithName("mqtt.topic").value()).isEqualTo("t".repeat(90));
        assertThat(cut.headers()).hasSize(1);
    }

    @Test
    void leavesWhatIsShortAsItIs() {
        headers.addString("mqtt.topic", "Home/bath");

        SinkRecord cut = cut(Schema.STRING_SCHEMA, "key", null, Map.of("t", 1), 400);

        assertThat(cut.key()).isEqualTo("key");
        assertThat(cut.value()).isEqualTo(Map.of("t", 1));
        assertThat(cut.headers().lastWithName("mqtt.topic").value()).isEqualTo("Home/bath");
    }

    /** Half an object is none that a converter could write. */
    @Test
    void keepsNoPartOfAnObject() {
        SinkRecord cut = cut(null, Map.of("k", "k".repeat(500)), null, Map.of("t", "x".repeat(1_000)), 400);

        assertThat(cut.key()).isNull();
        assertThat(cut.value()).isNull();
        assertThat(cut.valueSchema()).isNull();
    }

    @Test
    void cutsNoCharacterInTwo() {
        SinkRecord cut = cut(null, "k", null, "a" + "😀".repeat(500), 400);

        assertThat((String) cut.value()).isEqualTo("a" + "😀".repeat(199));
    }

    @Test
    void namesTheFirstPlaceOfARecordThatWasRouted() {
        SinkRecord routed = record(null, "k", null, "v").newRecord("elsewhere", 9, null, "k", null, "v", null);

        RecordFailure cut = ShortLetter.of(failure(routed), 0);

        assertThat(cut.sentence()).startsWith("Record home-3@42 cannot be stored");
        assertThat(cut.record().topic()).isEqualTo("home");
        assertThat(cut.record().kafkaPartition()).isEqualTo(3);
        assertThat(cut.record().timestamp()).as("none").isEqualTo(-1L);
        assertThat(cut.reason()).startsWith("bad; ").contains("without key, value and headers");
    }

    private SinkRecord cut(Schema keySchema, Object key, Schema valueSchema, Object value, int most) {
        return ShortLetter.of(failure(record(keySchema, key, valueSchema, value)), most)
                .record();
    }

    private SinkRecord record(Schema keySchema, Object key, Schema valueSchema, Object value) {
        return new SinkRecord(
                "home", 3, keySchema, key, valueSchema, value, 42, 1_000L, TimestampType.CREATE_TIME, headers);
    }

    private static RecordFailure failure(SinkRecord record) {
        return new RecordFailure(record, "climate", Optional.empty(), Optional.empty(), "bad");
    }
}
