// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The file that holds a password and nothing else. It is read for every new connection,
 * so that a password that was changed counts at the next one. Any thread.
 *
 * @param name as it stands in the configuration
 */
public record PasswordFile(String name) {
    /** The length prefix of an MQTT password has two bytes, and MySQL's passwords are shorter. */
    private static final int MAX_BYTES = 65_535;

    /** The end of the line, which editors and {@code echo} write, does not count. */
    private static final int MAX_LINE_END = 2;

    /** The password; what a file says besides is never told. */
    public String read() throws PasswordFileException {
        String text = text(bytes());
        String password = text.substring(0, text.length() - lineEnd(text));
        if (password.isEmpty()) {
            throw problem("is empty; write the password into it");
        }
        if (password.indexOf('\n') >= 0 || password.indexOf('\r') >= 0) {
            throw problem("has more than one line; it must hold the password and nothing else");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw tooLong();
        }
        return password;
    }

    private static int lineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return MAX_LINE_END;
        }
        return text.endsWith("\n") ? 1 : 0;
    }

    private byte[] bytes() throws PasswordFileException {
        try {
            Path path = Path.of(name);
            if (!Files.exists(path)) {
                throw problem("does not exist, or its directory may not be read; every worker needs the file");
            }
            if (!Files.isRegularFile(path)) {
                throw problem("is not a file"); // a pipe would make the connection wait
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + MAX_LINE_END + 1);
                if (bytes.length > MAX_BYTES + MAX_LINE_END) {
                    throw tooLong();
                }
                return bytes;
            }
        } catch (InvalidPathException e) {
            throw problem("is not the name of a file (" + e.getReason() + ")");
        } catch (AccessDeniedException e) {
            throw problem("may not be read by the worker; change its owner or its permissions");
        } catch (IOException e) {
            throw problem("cannot be read (" + e.getMessage() + ")");
        }
    }

    private String text(byte[] bytes) throws PasswordFileException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem("is not text in UTF-8");
        }
    }

    private PasswordFileException tooLong() {
        return problem("is longer than " + MAX_BYTES + " bytes, which no password is");
    }

    private PasswordFileException problem(String what) {
        return new PasswordFileException("the file '" + name + "' " + what);
    }
}
