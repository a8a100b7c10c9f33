// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/**
 * What comes from the server. During a goodbye the client library does not learn that the connection ends until the
 * line is closed, or it would begin to close by itself; once all is said it gets nothing more either.
 *
 * <p>Threads: Paho's receiving thread reads, the goodbye discards, any thread closes.
 */
final class IncomingBytes extends FilterInputStream {
    private static final int WASTE_BYTES = 64 * 1024;

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean isLeaving;
    private volatile boolean isDiscarding;

    IncomingBytes(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? read : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(bytes, offset, length);
        } catch (IOException e) {
            if (!isLeaving) {
                throw e;
            }
            read = -1;
        }
        if (isDiscarding || (isLeaving && read < 0)) {
            awaitClosed();
            return -1;
        }
        return read;
    }

    private void awaitClosed() {
        boolean isInterrupted = false;
        while (closed.getCount() > 0) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                isInterrupted = true; // the line is closed before long
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A goodbye begins: from now on nobody is told of the end. */
    void leave() {
        isLeaving = true;
    }

    /**
     * Reads what nobody wants any more until the server ends the connection, at most until then on the clock of {@link
     * System#nanoTime}.
     */
    void discardToEnd(long deadline) throws IOException {
        isDiscarding = true;
        byte[] waste = new byte[WASTE_BYTES];
        int read = 0;
        while (read >= 0 && System.nanoTime() < deadline) {
            read = in.read(waste);
        }
    }

    /** The line is closed: nobody has to wait any more. */
    void closed() {
        closed.countDown();
    }
}
