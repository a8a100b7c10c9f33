// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client's connection to a {@link ScriptedBroker}: the test decides every packet. Pings are answered. It speaks the
 * version of MQTT that the client's CONNECT names.
 */
public final class BrokerConnection {
    private static final int QOS_1 = 1 << 1;
    private static final int DUPLICATE = 1 << 3;

    /** After the last packet: nobody has to wait for another. */
    private static final Packet END = new Packet(-1, 0, new byte[0]);

    private final ServerTransport transport;
    private final BlockingQueue<Packet> received = new LinkedBlockingQueue<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean silent;
    private boolean mqtt5 = true;

    BrokerConnection(ServerTransport transport) {
        this.transport = transport;
        Thread reader = new Thread(this::read, "scripted-broker-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            transport.open();
            for (Packet packet = Packet.read(transport.in()); packet != null; packet = Packet.read(transport.in())) {
                if (packet.type() == Packet.PINGREQ) {
                    pings.incrementAndGet();
                    if (!silent) {
                        send(Packet.PINGRESP << 4, new byte[0]);
                    }
                } else {
                    received.add(packet);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // the client or the test cut the connection
        } finally {
            received.add(END);
            ended.countDown();
            transport.clientEnded();
        }
    }

    /** The next packet; fails unless it is of this type and comes in time. */
    public Packet expect(int type) {
        try {
            Packet packet = received.poll(Bounds.STEP.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(packet)
                    .as("a packet of type %d within %s", type, Bounds.STEP)
                    .isNotNull();
            if (packet == END) {
                received.add(END); // for whoever asks next
            }
            assertThat(packet.type()).isEqualTo(type);
            return packet;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public ConnectPacket expectConnect() {
        ConnectPacket connect = ConnectPacket.of(expect(Packet.CONNECT));
        mqtt5 = connect.version() == 5;
        return connect;
    }

    /** The packet ids of the next acknowledgements. */
    public List<Integer> expectAcknowledgements(int count) {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(expect(Packet.PUBACK).packetId());
        }
        return ids;
    }

    /** How many packets came that no test step has looked at. */
    public int unread() {
        return (int) received.stream().filter(packet -> packet != END).count();
    }

    public void acceptNewSession() {
        answerConnect(0, 0);
    }

    /** Accepts on these terms, the properties of CONNACK without their length; MQTT 5 only. */
    public void acceptNewSessionOn(byte[] terms) {
        answerConnectOn(0, terms);
    }

    /** Answers with MQTT 5's reason and these properties. */
    public void answerConnectOn(int code, byte[] properties) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes(0, code));
        body.writeBytes(Packet.length(properties.length));
        body.writeBytes(properties);
        send(Packet.CONNACK << 4, body.toByteArray());
    }

    public void acceptResumedSession() {
        answerConnect(1, 0);
    }

    /** {@code code} is MQTT 5's reason or MQTT 3.1.1's return code. */
    public void refuse(int code) {
        answerConnect(0, code);
    }

    private void answerConnect(int flags, int code) {
        send(Packet.CONNACK << 4, mqtt5 ? bytes(flags, code, 0) : bytes(flags, code));
    }

    /** Answers the next SUBSCRIBE, which it returns, with these codes. */
    public Packet answerSubscribe(int... codes) {
        return answerSubscribe(expect(Packet.SUBSCRIBE), codes);
    }

    /** Answers this SUBSCRIBE, which it returns, with these codes. */
    public Packet answerSubscribe(Packet subscribe, int... codes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(subscribe.body(), 0, 2);
        if (mqtt5) {
            body.write(0);
        }
        body.writeBytes(bytes(codes));
        send(Packet.SUBACK << 4, body.toByteArray());
        return subscribe;
    }

    /** Answers the next UNSUBSCRIBE and returns the text that holds its filters. */
    public String answerUnsubscribe() {
        return answerUnsubscribe(expect(Packet.UNSUBSCRIBE));
    }

    /** Answers this UNSUBSCRIBE and returns the text that holds its filters. */
    public String answerUnsubscribe(Packet unsubscribe) {
        return answerUnsubscribe(unsubscribe, 0);
    }

    /** Answers this UNSUBSCRIBE with these codes, which MQTT 3.1.1 does not have. */
    public String answerUnsubscribe(Packet unsubscribe, int... codes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(unsubscribe.body(), 0, 2);
        if (mqtt5) {
            body.write(0);
            body.writeBytes(bytes(codes));
        }
        send(Packet.UNSUBACK << 4, body.toByteArray());
        return new String(unsubscribe.body(), StandardCharsets.UTF_8);
    }

    /** Lets the client in: CONNACK, SUBACK for one filter at QoS 1. */
    public BrokerConnection welcome() {
        expectConnect();
        acceptNewSession();
        answerSubscribe(1);
        return this;
    }

    /** Like {@link #welcome}, for a session that the broker still has; on MQTT 3.1.1 nobody subscribes again. */
    public BrokerConnection welcomeBack() {
        expectConnect();
        acceptResumedSession();
        if (mqtt5) {
            answerSubscribe(1);
        }
        return this;
    }

    /** Like {@link #welcomeBack}, for a client that has reason to subscribe again. */
    public BrokerConnection welcomeBackToSubscribe() {
        expectConnect();
        acceptResumedSession();
        answerSubscribe(1);
        return this;
    }

    public void publish(int packetId, String topic, String payload) {
        publish(QOS_1, packetId, topic.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Marked as sent before. */
    public void publishAgain(int packetId, String topic, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        publish(DUPLICATE | QOS_1, packetId, topic.getBytes(StandardCharsets.UTF_8), bytes);
    }

    public void publishQos0(String topic, String payload) {
        publish(0, 0, topic.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a message as no sane broker would: any flags, a topic of any bytes. */
    public void publish(int flags, int packetId, byte[] topic, byte[] payload) {
        publishWithProperties(flags, packetId, topic, new byte[0], payload);
    }

    /** {@code properties} without their length; MQTT 3.1.1 has none. */
    public void publishWithProperties(int flags, int packetId, byte[] topic, byte[] properties, byte[] payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes(topic.length >> 8, topic.length));
        body.writeBytes(topic);
        if (packetId != 0) {
            body.writeBytes(bytes(packetId >> 8, packetId));
        }
        if (mqtt5) {
            body.writeBytes(Packet.length(properties.length));
            body.writeBytes(properties);
        }
        body.writeBytes(payload);
        send(Packet.PUBLISH << 4 | flags, body.toByteArray());
    }

    public void disconnect(int reasonCode) {
        send(Packet.DISCONNECT << 4, bytes(reasonCode, 0));
    }

    public int pings() {
        return pings.get();
    }

    /** From now on nothing is answered, as on a line of which the other end is gone. */
    public void fallSilent() {
        silent = true;
    }

    /** What is beneath the packets. */
    public ServerTransport line() {
        return transport;
    }

    /** Ends the TCP connection without a word. */
    public void cut() {
        transport.cut();
    }

    /** True when the client ended the connection in time. */
    public boolean endedByClient() throws InterruptedException {
        return ended.await(Bounds.STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isUp() {
        return ended.getCount() > 0;
    }

    /** The headers of the request that made the WebSocket, by lower-case name. */
    public Map<String, String> webSocketRequest() {
        return transport.webSocketRequest();
    }

    private void send(int header, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(header);
        packet.writeBytes(Packet.length(body.length));
        packet.writeBytes(body);
        sendRaw(packet.toByteArray());
    }

    /** Sends bytes that need not be a packet. */
    public synchronized void sendRaw(byte[] bytes) {
        try {
            transport.send(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
