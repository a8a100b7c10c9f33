// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SourceCheckTest {
    private final SourceCheck check = new SourceCheck("run", 200);

    @Test
    void allOfThemOnceInTheOrderOfTheirDevice() {
        for (int i = 199; i >= 0; i--) { // of each device there are two, a hundred apart
            check.accept(record(i < 100 ? i + 100 : i - 100));
        }

        assertThatCode(check::verify).doesNotThrowAnyException();
    }

    @Test
    void oneIsMissing() {
        for (int i = 0; i < 199; i++) {
            check.accept(record(i));
        }

        assertWrong("reading 199 is missing");
    }

    @Test
    void oneCameTwice() {
        check.accept(record(7));
        check.accept(record(7));

        assertWrong("reading 7 came twice");
    }

    @Test
    void aDeviceIsOutOfOrder() {
        check.accept(record(107));
        check.accept(record(7));

        assertWrong("reading 7 came after 107");
    }

    @Test
    void aValueIsNotAsItWasPublished() {
        check.accept(new ConsumerRecord<>("run", 0, 0, "run/sensor-1", "21".getBytes(StandardCharsets.UTF_8)));

        assertWrong("a record is not as it was published: 21");
    }

    @Test
    void aHeaderIsMissing() {
        ConsumerRecord<String, byte[]> record = record(7);
        record.headers().remove("mqtt.qos");
        check.accept(record);

        assertWrong("reading 7 has another key or other headers than it should");
    }

    private void assertWrong(String fault) {
        assertThatThrownBy(check::verify)
                .isInstanceOf(BenchmarkException.class)
                .hasMessage("The topic is wrong: " + fault + ".");
    }

    private static ConsumerRecord<String, byte[]> record(int index) {
        String topic = "run/sensor-" + index % 100;
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("run", 0, index, topic, Reading.of(index).json());
        record.headers().add("mqtt.topic", topic.getBytes(StandardCharsets.UTF_8));
        record.headers().add("mqtt.qos", new byte[] {'1'});
        record.headers().add("mqtt.retained", "false".getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
