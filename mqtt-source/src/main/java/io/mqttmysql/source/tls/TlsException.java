// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.tls;

/** Something about TLS is not as configured; says in one sentence what, where, and what to do. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;

    TlsException(String key, String problem) {
        super(key + ": " + problem + ".");
        this.key = key;
    }

    /** The key where it is best fixed. */
    public String key() {
        return key;
    }
}
