// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import org.apache.kafka.connect.errors.ConnectException;

/** A dead letter that was not written, or of which nobody says that it was. The message is a clause with what to do. */
public final class LetterNotTaken extends ConnectException {
    private static final long serialVersionUID = 1L;

    private final boolean mayBeTooLarge;

    private LetterNotTaken(String clause, boolean mayBeTooLarge, Exception cause) {
        super(clause, cause);
        this.mayBeTooLarge = mayBeTooLarge;
    }

    /** The worker's producer said no; only the worker's log has its words. */
    static LetterNotTaken refused() {
        return new LetterNotTaken(
                "the worker could not write it; its log says why (\"Could not produce message to dead letter queue\")."
                        + " The topic of errors.deadletterqueue.topic.name must be there, and the worker may write to it",
                true,
                null);
    }

    /** It did not get as far as the producer. */
    static LetterNotTaken failed(RuntimeException cause) {
        return new LetterNotTaken("the worker could not make it: " + cause.getMessage(), true, cause);
    }

    static LetterNotTaken unknown() {
        return new LetterNotTaken(
                "whether it was written cannot be known, as this worker does not show its task-error-metrics by JMX;"
                        + " add org.apache.kafka.common.metrics.JmxReporter to the worker's metric.reporters",
                false,
                null);
    }

    /** Whether a shorter letter may pass. */
    public boolean mayBeTooLarge() {
        return mayBeTooLarge;
    }
}
