// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.nio.charset.StandardCharsets;

/** A user name and its password, which never shows in a log. The password may be null or empty. */
public record Credentials(String username, String password) {
    /** The password as MQTT sends it, or null where none is sent. */
    public byte[] passwordBytes() {
        return password == null || password.isEmpty() ? null : password.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
