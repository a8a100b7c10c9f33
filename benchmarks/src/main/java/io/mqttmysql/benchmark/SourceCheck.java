// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Whether a topic holds each reading once, as it was published, under its topic as key, in order for each device. */
final class SourceCheck implements Consumer<ConsumerRecord<String, byte[]>> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String root;
    private final int total;
    private final BitSet seen = new BitSet();
    private final int[] last = new int[Reading.DEVICES]; // by device
    private String fault = "";

    /** @param root the first level of all topics */
    SourceCheck(String root, int total) {
        this.root = root;
        this.total = total;
        Arrays.fill(last, -1);
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (fault.isEmpty()) {
            fault = fault(record, index(record.value()));
        }
    }

    private String fault(ConsumerRecord<String, byte[]> record, int index) {
        if (index < 0 || index >= total || !Arrays.equals(Reading.of(index).json(), record.value())) {
            return "a record is not as it was published: " + new String(record.value(), StandardCharsets.UTF_8);
        }
        String topic = Backlog.topic(root, Reading.of(index));
        if (!topic.equals(record.key())
                || !topic.equals(header(record, "mqtt.topic"))
                || !"1".equals(header(record, "mqtt.qos"))
                || !"false".equals(header(record, "mqtt.retained"))) {
            return "reading " + index + " has another key or other headers than it should";
        }
        if (seen.get(index)) {
            return "reading " + index + " came twice";
        }
        seen.set(index);
        int device = index % Reading.DEVICES;
        if (index < last[device]) {
            return "reading " + index + " came after " + last[device];
        }
        last[device] = index;
        return "";
    }

    /** @throws BenchmarkException with the first thing that is wrong */
    void verify() {
        if (fault.isEmpty() && seen.cardinality() != total) {
            fault = "reading " + seen.nextClearBit(0) + " is missing";
        }
        if (!fault.isEmpty()) {
            throw new BenchmarkException("The topic is wrong: " + fault + ".");
        }
    }

    private static int index(byte[] value) {
        try {
            return (int) (JSON.readTree(value).path("at").asLong() - Reading.EPOCH);
        } catch (IOException e) {
            return -1; // which no reading has
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
