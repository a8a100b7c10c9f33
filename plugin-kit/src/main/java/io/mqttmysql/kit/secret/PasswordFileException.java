// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.secret;

/** Why a file gives no password: a sentence without its full stop, and nothing of the content. */
public final class PasswordFileException extends Exception {
    private static final long serialVersionUID = 1L;

    PasswordFileException(String sentence) {
        super(sentence);
    }
}
