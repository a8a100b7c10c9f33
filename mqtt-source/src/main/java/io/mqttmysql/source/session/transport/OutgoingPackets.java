// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;

/**
 * What the client library sends, which flushes after every packet, up to a last packet of ours. Nothing may follow a
 * DISCONNECT (MQTT-3.14.4-2), so what the library writes later is dropped. Any thread.
 */
final class OutgoingPackets extends OutputStream {
    private static final int TYPE_BITS = 0xF0;
    private static final int PUBACK = 0x40;

    private final OutputStream out;
    private boolean isWithinPacket; // guarded by this
    private boolean isEnded; // guarded by this
    private boolean isBroken; // guarded by this
    private long acknowledgements; // guarded by this

    OutgoingPackets(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (isEnded || length == 0) {
            return;
        }
        if (!isWithinPacket) {
            isWithinPacket = true;
            acknowledgements += (bytes[offset] & TYPE_BITS) == PUBACK ? 1 : 0;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            giveUp();
            throw e;
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (isEnded) {
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            giveUp();
            throw e;
        }
        isWithinPacket = false;
        notifyAll();
    }

    /** The library has stopped writing. */
    synchronized void giveUp() {
        isBroken = true;
        notifyAll();
    }

    /**
     * Waits until the library has written as many acknowledgements, however long the server takes to take them, and
     * sends the last packet.
     *
     * @throws IOException when the library is through before that
     */
    synchronized void end(byte[] last, long expected) throws IOException, InterruptedException {
        while (!isBroken && (isWithinPacket || acknowledgements < expected)) {
            wait();
        }
        if (isBroken) {
            throw new SocketException("The link ended before the last packet");
        }
        isEnded = true;
        out.write(last);
        out.flush();
    }
}
