// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Knows whether a write hangs because the other side takes nothing. Any thread. */
final class WatchedOutput extends FilterOutputStream {
    private static final long STALLED_NANOS = Duration.ofMillis(200).toNanos();

    private volatile boolean isWriting;
    private volatile long since;

    WatchedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        since = System.nanoTime();
        isWriting = true;
        try {
            out.write(bytes, offset, length);
        } finally {
            isWriting = false;
        }
    }

    boolean isStalled() {
        return isWriting && System.nanoTime() - since > STALLED_NANOS;
    }
}
