// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import io.mqttmysql.kit.secret.PasswordFile;
import io.mqttmysql.kit.secret.PasswordFileException;
import java.util.Optional;

/**
 * How a task logs in, which never shows in a log: a user name, a password, or both. MQTT 3.1.1 has no password without
 * a user name.
 *
 * @param fixed the password as the configuration gives it; absent where there is a file
 * @param file holds the password; absent where the configuration gives it
 */
public record Credentials(Optional<String> username, Optional<String> fixed, Optional<PasswordFile> file) {
    /**
     * For one connection; absent where the configuration gives none, or an empty one: a user name only.
     *
     * @throws PasswordFileException when the file gives none
     */
    public Optional<String> password() throws PasswordFileException {
        return file.isPresent() ? Optional.of(file.get().read()) : fixed.filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "Credentials[" + username.orElse("") + "]";
    }
}
