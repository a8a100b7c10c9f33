// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** How much may wait between the broker and Kafka, and how it is handed over. */
public record DeliveryOptions(
        int receiveMaximum, int maxPacketBytes, long bufferBytes, int maxRecords, Duration maxWait) {

    public static final String RECEIVE_MAXIMUM = "mqtt.receive.maximum";
    public static final String MAX_PACKET_BYTES = "mqtt.max.packet.bytes";
    public static final String BUFFER_MAX_BYTES = "mqtt.buffer.max.bytes";
    public static final String POLL_MAX_RECORDS = "poll.max.records";
    public static final String POLL_MAX_WAIT_MS = "poll.max.wait.ms";

    /** Of each of several sessions: enough that it gets on. */
    private static final int LEAST_SHARE = 100;

    static ConfigDef define(ConfigDef def) {
        return def.define(RECEIVE_MAXIMUM, INT, 4_096, between(1, 65_535), MEDIUM, """
                        How many QoS 1 messages may be on their way to Kafka at once; the broker keeps the rest. MQTT\
                         3.1.1 cannot tell the broker: what it sends is taken, up to mqtt.buffer.max.bytes. It\
                         bounds the rate: at most this many messages in the time that Kafka takes to store one, so\
                         that the default allows 40000 a second where Kafka takes 100 ms. Example: 20000 for a\
                         transactional producer that commits once a second.""")
                .define(MAX_PACKET_BYTES, INT, 1_000_000, atLeast(1_024), LOW, """
                        The largest message that is taken from the broker, in bytes, as an MQTT packet; larger ones are\
                         rejected (mqtt.rejected). So is a message whose record, with key, headers and overhead, is\
                         larger than Kafka's producer takes: producer.override.max.request.size, or 1048576. The\
                         default leaves room below that. Above it raise producer.override.max.request.size and the\
                         Kafka topic's max.message.bytes too. Once waiting messages filled mqtt.buffer.max.bytes, so\
                         few may be on their way that messages of this size fit.""")
                .define(BUFFER_MAX_BYTES, LONG, 64L * 1024 * 1024, atLeast(1_024), MEDIUM, """
                        Memory for messages that wait for Kafka, in bytes, whatever their QoS. At QoS 0 what does not\
                         fit is dropped and counted; at QoS 1 nothing more is taken until there is room, and nothing\
                         is lost. Where both come, QoS 0 may take half of it. The default, 64 MiB, is small beside a worker's usual heap; example: 268435456 for 256 MiB.""")
                .define(POLL_MAX_RECORDS, INT, 5_000, atLeast(1), LOW, """
                        The largest number of records handed to Kafka Connect at once. The default is above the receive\
                         maximum, so that everything that waits is handed over together; example: 500.""")
                .define(POLL_MAX_WAIT_MS, INT, 500, between(1, 2_000), LOW, """
                        How long Kafka Connect waits for a first message before it looks around, in ms. A task that\
                         is told to stop waits this out first, and Connect gives it 5 s in all, hence no more than\
                         2000. A message that comes ends the wait.""");
    }

    static DeliveryOptions from(AbstractConfig config) {
        return new DeliveryOptions(
                config.getInt(RECEIVE_MAXIMUM),
                config.getInt(MAX_PACKET_BYTES),
                config.getLong(BUFFER_MAX_BYTES),
                config.getInt(POLL_MAX_RECORDS),
                Duration.ofMillis(config.getInt(POLL_MAX_WAIT_MS)));
    }

    /** For one of several sessions that together hold no more than one, but that each of them gets on. */
    public DeliveryOptions sharedBy(int sessions) {
        int share = Math.max(receiveMaximum / sessions, Math.min(receiveMaximum, LEAST_SHARE));
        return new DeliveryOptions(share, maxPacketBytes, Math.max(1, bufferBytes / sessions), maxRecords, maxWait);
    }

    /**
     * The receive maximum at which even the largest messages fit into the buffer. It is used once the buffer was
     * seen full: applied from the start it would cost every connector of small messages its speed.
     */
    public int cautiousReceiveMaximum() {
        return (int) Math.max(1, Math.min(receiveMaximum, bufferBytes / maxPacketBytes));
    }

    /**
     * What to announce after the buffer was full at {@code announced}. Messages above {@code mqtt.max.packet.bytes}
     * fill it even at the cautious value: each time half, down to one, which always fits. Else the same messages would
     * come again forever, none of them acknowledged.
     */
    public int lessThan(int announced) {
        int cautious = cautiousReceiveMaximum();
        return cautious < announced ? cautious : Math.max(1, announced / 2);
    }
}
