// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds back everything that a connection has to say, its end included, until the client wrote its first packet. A
 * broker says nothing before that anyway.
 *
 * <p>Paho starts its threads one after the other before it sends CONNECT, and waits for each to run. One that met the
 * end of the connection first has run already, and Paho waits for it forever: a proxy without a broker behind it would
 * cost a spinning thread at every attempt. For the same kind of reason it knows when the receiver has noticed the end.
 * Any thread.
 */
final class StartGate {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final CountDownLatch spoken = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile Thread sender;
    private volatile Thread receiver;

    void open() {
        spoken.countDown();
    }

    boolean isOpen() {
        return spoken.getCount() == 0;
    }

    /** The receiver has learned that the connection ended; it takes no further packet. */
    void readerTold() {
        told.countDown();
    }

    /**
     * Waits until the first packet was written, or could not be, and until the receiver is through with the packet in
     * hand. A client that is closed earlier leaves a thread behind that spins or waits forever.
     *
     * @return false where the limit is over first, or the thread is interrupted
     */
    boolean awaitThrough(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            boolean isThrough = false;
            if (spoken.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                while (!isThrough && System.nanoTime() < end) {
                    isThrough = told.await(LOOK.toNanos(), TimeUnit.NANOSECONDS) || hasEnded(receiver);
                }
            }
            return isThrough;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A receiver that Paho has stopped itself does not come to learn of the end. */
    private static boolean hasEnded(Thread thread) {
        return thread != null && thread.getState() == Thread.State.TERMINATED;
    }

    /**
     * Wakes Paho's sender once its client is closed. Paho itself may wake it a moment too early: a sender that then
     * goes to sleep, because there is nothing to send, sleeps forever.
     */
    void dismissSender() {
        Thread sleeping = sender;
        if (sleeping != null) {
            sleeping.interrupt();
        }
    }

    /** The stream from the broker, closed until the gate is open. */
    InputStream guard(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                awaitSpoken();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                awaitSpoken();
                return super.read(bytes, offset, length);
            }

            @Override
            public int available() throws IOException {
                return isOpen() ? super.available() : 0;
            }
        };
    }

    private void awaitSpoken() throws InterruptedIOException {
        receiver = Thread.currentThread();
        try {
            spoken.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the first packet was sent");
        }
    }

    /** The stream to the broker, which opens the gate with its first packet. */
    OutputStream opening(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                sender = Thread.currentThread();
                open();
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                sender = Thread.currentThread();
                open();
                out.write(bytes, offset, length);
            }
        };
    }
}
