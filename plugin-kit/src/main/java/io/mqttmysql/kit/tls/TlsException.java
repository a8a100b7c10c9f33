// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.tls;

/** Something about TLS is not as configured; says in one sentence what, where, and what to do. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    public TlsException(String key, String reason) {
        super(key + ": " + reason + ".");
        this.key = key;
        this.reason = reason;
    }

    /** The key where it is best fixed. */
    public String key() {
        return key;
    }

    /** What is wrong, without the key. */
    public String reason() {
        return reason;
    }
}
