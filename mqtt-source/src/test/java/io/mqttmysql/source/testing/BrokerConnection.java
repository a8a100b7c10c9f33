// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One client's connection to a {@link ScriptedBroker}: the test decides every packet. Pings are answered. */
public final class BrokerConnection {
    private static final long PATIENCE_MS = 5_000;
    private static final int SERVER_KEEP_ALIVE = 0x13;

    private final Socket socket;
    private final BlockingQueue<Packet> received = new LinkedBlockingQueue<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);

    BrokerConnection(Socket socket) {
        this.socket = socket;
        Thread reader = new Thread(this::read, "scripted-broker-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Packet packet = Packet.read(in); packet != null; packet = Packet.read(in)) {
                if (packet.type() == Packet.PINGREQ) {
                    pings.incrementAndGet();
                    send(Packet.PINGRESP << 4, new byte[0]);
                } else {
                    received.add(packet);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // the client or the test cut the connection
        } finally {
            ended.countDown();
        }
    }

    /** The next packet; fails unless it is of this type and comes in time. */
    public Packet expect(int type) {
        try {
            Packet packet = received.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
            assertThat(packet)
                    .as("a packet of type %d within %d ms", type, PATIENCE_MS)
                    .isNotNull();
            assertThat(packet.type()).isEqualTo(type);
            return packet;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public ConnectPacket expectConnect() {
        return ConnectPacket.of(expect(Packet.CONNECT));
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
        return received.size();
    }

    public void acceptNewSession() {
        send(Packet.CONNACK << 4, 0, 0, 0);
    }

    /** Accepts and says how often the client has to be heard. */
    public void acceptNewSessionWithKeepAlive(int seconds) {
        send(Packet.CONNACK << 4, 0, 0, 3, SERVER_KEEP_ALIVE, 0, seconds);
    }

    public void acceptResumedSession() {
        send(Packet.CONNACK << 4, 1, 0, 0);
    }

    public void refuse(int reasonCode) {
        send(Packet.CONNACK << 4, 0, reasonCode, 0);
    }

    /** Answers the next SUBSCRIBE, which it returns, with these codes. */
    public Packet answerSubscribe(int... codes) {
        Packet subscribe = expect(Packet.SUBSCRIBE);
        byte[] body = new byte[3 + codes.length];
        body[0] = subscribe.body()[0];
        body[1] = subscribe.body()[1];
        for (int i = 0; i < codes.length; i++) {
            body[3 + i] = (byte) codes[i];
        }
        send(Packet.SUBACK << 4, body);
        return subscribe;
    }

    /** Lets the client in: CONNACK, SUBACK for one filter at QoS 1. */
    public BrokerConnection welcome() {
        expectConnect();
        acceptNewSession();
        answerSubscribe(1);
        return this;
    }

    /** Like {@link #welcome}, for a session that the broker still has. */
    public BrokerConnection welcomeBack() {
        expectConnect();
        acceptResumedSession();
        answerSubscribe(1);
        return this;
    }

    public void publish(int packetId, String topic, String payload) {
        publish(Packet.PUBLISH << 4 | 1 << 1, packetId, topic, payload);
    }

    public void publishQos0(String topic, String payload) {
        publish(Packet.PUBLISH << 4, 0, topic, payload);
    }

    private void publish(int header, int packetId, String topic, String payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        body.write(name.length >> 8);
        body.write(name.length);
        body.writeBytes(name);
        if (packetId != 0) {
            body.write(packetId >> 8);
            body.write(packetId);
        }
        body.write(0);
        body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        send(header, body.toByteArray());
    }

    public void disconnect(int reasonCode) {
        send(Packet.DISCONNECT << 4, reasonCode, 0);
    }

    public int pings() {
        return pings.get();
    }

    /** Ends the TCP connection without a word. */
    public void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True when the client ended the connection in time. */
    public boolean endedByClient() throws InterruptedException {
        return ended.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    private void send(int header, int... body) {
        byte[] bytes = new byte[body.length];
        for (int i = 0; i < body.length; i++) {
            bytes[i] = (byte) body[i];
        }
        send(header, bytes);
    }

    private synchronized void send(int header, byte[] body) {
        try {
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.write(header);
            int length = body.length;
            do {
                packet.write(length > 0x7F ? length & 0x7F | 0x80 : length);
                length >>= 7;
            } while (length > 0);
            packet.writeBytes(body);
            socket.getOutputStream().write(packet.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
