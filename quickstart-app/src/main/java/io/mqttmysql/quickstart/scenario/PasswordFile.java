// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A password that an option names the file of. */
final class PasswordFile {
    private PasswordFile() {}

    /**
     * The file's text without the line's end.
     *
     * @throws IllegalArgumentException with one sentence for the person; it never repeats what may be a secret
     */
    static String read(String option, Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(option + " " + file + " does not exist.", e);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(option + " " + file + " is not text in UTF-8.", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(option + " " + file + " cannot be read (" + reason(e) + ").", e);
        }
        String password = text.replaceFirst("\\R\\z", "");
        if (password.isEmpty() || password.lines().count() > 1) {
            throw new IllegalArgumentException(
                    option + " " + file + " must hold the password and nothing else, in one line.");
        }
        return password;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }
}
