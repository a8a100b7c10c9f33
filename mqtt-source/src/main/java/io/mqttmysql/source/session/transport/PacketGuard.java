// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import io.mqttmysql.kit.text.ReadableText;
import io.mqttmysql.source.message.Attempt;
import io.mqttmysql.source.message.Rejection;
import io.mqttmysql.source.message.Rejection.Reason;
import io.mqttmysql.source.session.terms.BrokerTerms;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Sees every packet before the client library does, whose receiver would die of some without a word.
 *
 * <p>A PUBLISH that cannot be handed on is passed over without being held, and a small one on a
 * {@link PlaceholderTopics} topic, with its packet id, QoS and flags, goes in its place. Payloads pass through as they
 * come. The rest is for {@link ControlPackets}.
 *
 * <p>Paho's receiving thread.
 */
final class PacketGuard extends InputStream {
    static final int PUBLISH = 3;

    /**
     * While a large packet is passed over, the library gets a byte now and then: without a sign of life in the time of
     * a keep-alive it would give the link up, and the packet would come again forever.
     */
    private static final int MAX_SIGNS_OF_LIFE = 1024;

    private static final int MIN_PASSED_OVER = 64 * 1024;

    private final InputStream in;
    private final GuardRules rules;
    private final ControlPackets control;
    private final MqttText text = new MqttText();
    private final PublishProperties properties = new PublishProperties(text);

    /** Goes to the library next. */
    private byte[] head = {};

    private int headPosition;

    /** Payload that then goes to the library as it comes. */
    private long payload;

    /** What is passed over: so many signs of life, one after each step, and then the rest. */
    private long signsOfLife;

    private long step;
    private long rest;

    PacketGuard(InputStream in, GuardRules rules) {
        this.in = in;
        this.rules = rules;
        this.control = new ControlPackets(in, rules);
    }

    /** What the broker granted, once it answered. Any thread. */
    BrokerTerms terms() {
        return control.terms();
    }

    @Override
    public int read() throws IOException {
        if (headPosition < head.length) {
            return head[headPosition++] & 0xFF;
        }
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (headPosition == head.length && payload == 0 && signsOfLife == 0 && !nextPacket()) {
            return -1;
        }
        if (headPosition < head.length) {
            int count = Math.min(length, head.length - headPosition);
            System.arraycopy(head, headPosition, bytes, offset, count);
            headPosition += count;
            return count;
        }
        return payload > 0 ? passOn(bytes, offset, length) : passOver(bytes, offset);
    }

    private int passOn(byte[] bytes, int offset, int length) throws IOException {
        int count = require(in.read(bytes, offset, (int) Math.min(length, payload)));
        payload -= count;
        return count;
    }

    private int passOver(byte[] bytes, int offset) throws IOException {
        in.skipNBytes(step);
        rest -= step;
        signsOfLife--;
        bytes[offset] = 0;
        return 1;
    }

    @Override
    public int available() throws IOException {
        return headPosition < head.length ? head.length - headPosition : in.available();
    }

    /** False at the end of the connection. */
    private boolean nextPacket() throws IOException {
        in.skipNBytes(rest);
        rest = 0;
        int first = in.read();
        if (first < 0) {
            return false;
        }
        int length = 0;
        int lengthBytes = 0;
        int next = 0x80;
        while ((next & 0x80) != 0) {
            if (lengthBytes == 4) {
                throw new IOException("the broker sent a packet without a length");
            }
            next = require(in.read());
            length |= (next & 0x7F) << (7 * lengthBytes++);
        }
        if (first >> 4 == PUBLISH) {
            beginPublish(new PublishHead(in, first & 0x0F, length, 1L + lengthBytes + length));
        } else {
            show(control.read(first, length));
        }
        return true;
    }

    private void show(byte[] bytes) {
        head = bytes;
        headPosition = 0;
    }

    private void beginPublish(PublishHead publish) throws IOException {
        if (publish.qos() > 1) {
            throw new RefusedException("the broker sent a message at QoS " + publish.qos() + ", though at most 1 was"
                    + " subscribed: the session is of another subscriber; set another mqtt.client.id, or"
                    + " mqtt.clean.start=true once");
        }
        publish.readTopicAndId();
        Reason fault = fault(publish);
        if (fault != null) {
            reject(publish, fault);
            return;
        }
        payload = publish.left;
        boolean isBeyondLibrary = !rules.isMqtt5() && MqttText.isBeyond311(publish.topic, 0, publish.topic.length);
        Attempt attempt = attempt(publish);
        byte[] topic = isBeyondLibrary || attempt != Attempt.FIRST
                ? ascii(rules.placeholders().of(new PlaceholderTopics.Original(publish.topicText(), null, attempt)))
                : publish.topic;
        show(publish.encode(topic, rules.isMqtt5(), payload));
    }

    /** A message at QoS 0 has no packet id by which it would be known. */
    private Attempt attempt(PublishHead publish) {
        if (!publish.isDuplicate() || publish.qos() == 0) {
            return Attempt.FIRST;
        }
        return control.isResumed() ? Attempt.RESENT : Attempt.REPEATED;
    }

    private Reason fault(PublishHead publish) throws IOException {
        if (publish.packetBytes > rules.maxPacketBytes()) {
            return Reason.TOO_LARGE;
        }
        if (publish.topic.length == 0 || !text.isLegal(publish.topic, 0, publish.topic.length)) {
            return Reason.MALFORMED_TOPIC;
        }
        boolean isLegal = !rules.isMqtt5()
                || (publish.readProperties() && properties.areLegal(publish.properties, 0, publish.properties.length));
        return isLegal ? null : Reason.MALFORMED_PROPERTIES;
    }

    private void reject(PublishHead publish, Reason reason) {
        Rejection rejection = new Rejection(reason, ReadableText.of(publish.topicText()), publish.packetBytes);
        String topic =
                rules.placeholders().of(new PlaceholderTopics.Original(rejection.topic(), rejection, attempt(publish)));
        rest = publish.left;
        step = Math.max(MIN_PASSED_OVER, rest / MAX_SIGNS_OF_LIFE + 1);
        signsOfLife = rest / step;
        publish.properties = new byte[0];
        show(publish.encode(ascii(topic), rules.isMqtt5(), signsOfLife));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int require(int read) throws EOFException {
        if (read < 0) {
            throw new EOFException();
        }
        return read;
    }
}
