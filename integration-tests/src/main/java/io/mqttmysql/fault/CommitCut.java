// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Cuts a link to MySQL exactly at COMMIT. Understands as much of the protocol as that needs: a COMMIT is a small packet
 * of its own, so the link must not be encrypted. Safe for use by several threads.
 */
public final class CommitCut {
    /** On which side of the server's COMMIT the link breaks. */
    public enum Side {
        /** The server never sees it. */
        BEFORE,
        /** The server commits, its answer never arrives. */
        AFTER
    }

    /** Header, command and query attributes before the text, and the text. */
    private static final int LONGEST_COMMIT = 16;

    private static final String COMMIT = "COMMIT";

    /** Of a transaction with rows; the word alone is in what the sink asks about triggers, too. */
    private static final String INSERT = "INSERT INTO ";

    private final AtomicReference<Optional<Side>> armed = new AtomicReference<>(Optional.empty());
    private final AtomicInteger cuts = new AtomicInteger();
    private final boolean wantsRows;

    private CommitCut(boolean wantsRows) {
        this.wantsRows = wantsRows;
    }

    /** Any COMMIT. */
    public static CommitCut ofAll() {
        return new CommitCut(false);
    }

    /** The COMMIT of a transaction that has inserted something: what the first ones read is not missed by anybody. */
    public static CommitCut ofRows() {
        return new CommitCut(true);
    }

    /** At the next COMMIT, once. */
    public void arm(Side side) {
        armed.set(Optional.of(side));
    }

    /** Commits that were cut so far. */
    public int cuts() {
        return cuts.get();
    }

    public Fault fault(Side side) {
        return new Fault() {
            @Override
            public String name() {
                return "mysql-commit-cut-" + side.name().toLowerCase(Locale.ROOT);
            }

            @Override
            public void begin() {
                arm(side);
            }

            @Override
            public void end() {
                armed.set(Optional.empty());
            }
        };
    }

    /** For one link. */
    Link link() {
        return new Link();
    }

    /** Listens to what a client sends on one link. One thread. */
    final class Link {
        private boolean hasRows;

        /** Whether what was just sent is a COMMIT that is to be cut, and on which side. */
        Optional<Side> takes(byte[] sent, int length) {
            String text = new String(sent, 0, length, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
            boolean isCommit = length <= LONGEST_COMMIT && text.endsWith(COMMIT);
            boolean counts = isCommit && (hasRows || !wantsRows);
            hasRows = !isCommit && (hasRows || text.contains(INSERT));
            if (!counts) {
                return Optional.empty();
            }
            Optional<Side> side = armed.getAndSet(Optional.empty());
            side.ifPresent(taken -> cuts.incrementAndGet());
            return side;
        }
    }
}
