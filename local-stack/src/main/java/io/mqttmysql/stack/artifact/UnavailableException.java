// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.artifact;

/** An artifact that is neither cached nor to be had, in one sentence with the next step. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
