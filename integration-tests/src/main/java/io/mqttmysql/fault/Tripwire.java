// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Acts once, when a text comes by. It knows nothing of packets: a text that lies in two pieces is not seen. Safe for
 * use by several threads.
 */
final class Tripwire {
    private final AtomicReference<Optional<Awaited>> awaited = new AtomicReference<>(Optional.empty());

    private record Awaited(String text, Runnable action) {
        boolean isIn(byte[] sent, int length) {
            String piece = new String(sent, 0, length, StandardCharsets.ISO_8859_1);
            return piece.endsWith(text) || piece.contains(text + " ");
        }
    }

    /** @param text followed by a blank, or the end of what is sent */
    void set(String text, Runnable action) {
        awaited.set(Optional.of(new Awaited(text, action)));
    }

    /** Before a piece that a client has sent goes on. */
    void see(byte[] sent, int length) {
        Optional<Awaited> next = awaited.get();
        if (next.filter(wanted -> wanted.isIn(sent, length)).isPresent()
                && awaited.compareAndSet(next, Optional.empty())) {
            next.get().action().run();
        }
    }
}
