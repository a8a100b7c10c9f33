// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.transport;

import java.io.IOException;

/** The other side says no, or cannot be trusted: trying again fixes nothing until somebody changes something. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param reason one clause that says what is wrong and what to do */
    RefusedException(String reason) {
        super(reason);
    }
}
