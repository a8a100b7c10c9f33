// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.secret.PasswordFile;
import io.mqttmysql.kit.secret.PasswordFileException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.types.Password;

/**
 * A user and where the password comes from, which never shows in a log.
 *
 * @param fixed the password as the configuration gives it; not used where there is a file
 * @param file holds the password
 */
public record Login(String user, Password fixed, Optional<PasswordFile> file) {
    static Login from(AbstractConfig config) {
        return new Login(
                config.getString(ConnectionOptions.USER),
                config.getPassword(ConnectionOptions.PASSWORD),
                Optional.ofNullable(config.getString(ConnectionOptions.PASSWORD_FILE))
                        .map(PasswordFile::new));
    }

    static void check(Map<String, String> settings, ConfigProblems problems) {
        String name = settings.get(ConnectionOptions.PASSWORD_FILE);
        if (name == null) {
            return;
        }
        if (settings.containsKey(ConnectionOptions.PASSWORD)) {
            problems.add(
                    ConnectionOptions.PASSWORD_FILE,
                    ConnectionOptions.PASSWORD + " is set too, and only one of them can be the password; remove one");
        }
    }

    /** Not at a start: the file may be there again when the next connection needs it. */
    static void checkFile(Map<String, String> settings, ConfigProblems problems) {
        try {
            if (settings.containsKey(ConnectionOptions.PASSWORD_FILE)) {
                new PasswordFile(settings.get(ConnectionOptions.PASSWORD_FILE)).read();
            }
        } catch (PasswordFileException e) {
            problems.add(ConnectionOptions.PASSWORD_FILE, e.getMessage());
        }
    }

    /**
     * For one connection.
     *
     * @throws PasswordFileException when the file gives none
     */
    public String password() throws PasswordFileException {
        return file.isPresent() ? file.get().read() : fixed.value();
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
