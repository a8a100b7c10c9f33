// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Why a link could not be made or did not last, classified once for the one who decides what to do. */
final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int reasonCode;

    LinkException(Kind kind, String reason) {
        this(kind, reason, 0);
    }

    /** @param reasonCode the broker's, which {@code reason} says in words */
    LinkException(Kind kind, String reason, int reasonCode) {
        super(reason);
        this.kind = kind;
        this.reasonCode = reasonCode;
    }

    /** @param fault nobody's who is reached: where it lies stands in its stack trace alone */
    LinkException(Kind kind, String reason, Throwable fault) {
        super(reason, fault);
        this.kind = kind;
        this.reasonCode = 0;
    }

    private LinkException(LinkException reason, String words) {
        super(reason.getMessage() + words, reason.getCause());
        this.kind = reason.kind;
        this.reasonCode = reason.reasonCode;
    }

    /** What came of a question that is answered: the answer, or why there is none. */
    static <T> T result(CompletableFuture<T> done) throws LinkException {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LinkException known ? known : PahoFailures.ofLoss(e.getCause());
        }
    }

    /** The same, with words of the broker at its end. */
    LinkException saying(String words) {
        return words.isEmpty() ? this : new LinkException(this, words);
    }

    /** What a failure means for the next attempt. */
    enum Kind {
        /** Nobody answered: the broker saw nothing of the attempt, its session is as it was. */
        UNREACHABLE,
        /** The link broke, or the broker fell silent: what it knows is uncertain. */
        LOST,
        /** The broker is there, but cannot serve now. It knows nothing of the attempt. */
        UNAVAILABLE,
        /** The broker says no, and will go on saying no until somebody changes something. */
        REFUSED,
        /** The broker says no, and that another server will say yes. */
        ELSEWHERE,
        /** Another client came with the same client id. */
        TAKEN_OVER,
        /** We dropped the link: more messages are unacknowledged than there are packet ids. */
        OVER_RECEIVE_MAXIMUM,
        /** We left the link, to get what was not taken while as many bytes waited as may: no failure of anybody. */
        OVER_BYTES
    }

    Kind kind() {
        return kind;
    }

    /** True where the broker answered, and answered no. */
    boolean isRefusal() {
        return kind == Kind.REFUSED || kind == Kind.ELSEWHERE;
    }

    /** Of the broker's answer; 0 where there was none. */
    int reasonCode() {
        return reasonCode;
    }
}
