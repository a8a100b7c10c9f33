// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

/** What went wrong with the local stack and what to do next, in one sentence that can be shown as it is. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String sentence) {
        super(sentence);
    }

    public StackException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
