// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.Optional;

/**
 * A user name and where its password comes from, which never shows in a log.
 *
 * @param fixed the password as the configuration gives it; absent where there is a file
 * @param file holds the password; absent where the configuration gives it
 */
public record Credentials(String username, Optional<String> fixed, Optional<PasswordFile> file) {
    /**
     * For one connection; empty where the configuration gives no password.
     *
     * @throws PasswordFileException when the file gives none
     */
    public Optional<String> password() throws PasswordFileException {
        return file.isPresent() ? Optional.of(file.get().read()) : fixed;
    }

    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
