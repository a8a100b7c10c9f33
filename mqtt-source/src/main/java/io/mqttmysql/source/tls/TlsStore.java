// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Locale;
import org.apache.kafka.common.config.types.Password;

/**
 * Where certificates or a key come from: a file, or text in the configuration. Secrets do not show in its text.
 *
 * @param keys what the configuration calls it, for messages
 * @param location null where there is no file
 */
public record TlsStore(Keys keys, String type, String location, Secrets secrets, Pem pem) {
    static final String JKS = "JKS";
    static final String PKCS12 = "PKCS12";
    static final String PEM = "PEM";

    /** What a person calls the store: its keys in the configuration. */
    enum Keys {
        TRUST(TlsOptions.TRUSTSTORE_TYPE, TlsOptions.TRUSTSTORE_LOCATION, TlsOptions.TRUSTSTORE_PASSWORD, "trust"),
        OWN(TlsOptions.KEYSTORE_TYPE, TlsOptions.KEYSTORE_LOCATION, TlsOptions.KEYSTORE_PASSWORD, "key");

        private final String type;
        private final String location;
        private final String password;
        private final String what;

        Keys(String type, String location, String password, String what) {
            this.type = type;
            this.location = location;
            this.password = password;
            this.what = what;
        }

        String pem() {
            return this == TRUST ? TlsOptions.TRUSTSTORE_CERTIFICATES : TlsOptions.KEYSTORE_CHAIN;
        }

        String location() {
            return location;
        }
    }

    /** Passwords; null where there is none. */
    record Secrets(Password store, Password key) {
        static Secrets of(Password store, Password key) {
            return new Secrets(store, key);
        }

        /** Of the key, which has the store's unless it has its own. */
        char[] keyChars() {
            return key != null ? chars(key) : chars(store);
        }

        private static char[] chars(Password password) {
            return password == null ? null : password.value().toCharArray();
        }
    }

    /** PEM text in the configuration; null where there is none. */
    record Pem(Password certificates, Password privateKey) {
        static Pem of(Password certificates, Password privateKey) {
            return new Pem(certificates, privateKey);
        }

        boolean isSet() {
            return certificates != null || privateKey != null;
        }
    }

    boolean isSet() {
        return location != null || pem.isSet();
    }

    /** Reads it; what cannot be read is said in one sentence. */
    KeyStore read() throws TlsException {
        if (location != null && pem.isSet()) {
            throw new TlsException(keys.location, "a file is named, but " + keys.pem() + " is set too; keep one");
        }
        boolean isPem = type.toUpperCase(Locale.ROOT).equals(PEM);
        if (!isPem && pem.isSet()) {
            throw new TlsException(keys.type, "PEM text is given, but the type is " + type + "; write PEM");
        }
        if (isPem && secrets.store != null) {
            throw new TlsException(keys.password, "a PEM " + keys.what + " store has no password; remove it");
        }
        return isPem ? new PemReader(this).read() : readBinary(bytes());
    }

    /** The bytes of the file. */
    byte[] bytes() throws TlsException {
        try {
            return Files.readAllBytes(Path.of(location));
        } catch (NoSuchFileException e) {
            throw new TlsException(keys.location, "the file " + location + " does not exist on this worker");
        } catch (AccessDeniedException e) {
            throw new TlsException(keys.location, "the worker may not read the file " + location);
        } catch (IOException | InvalidPathException e) {
            throw new TlsException(keys.location, "the file " + location + " cannot be read (" + e.getMessage() + ")");
        }
    }

    private KeyStore readBinary(byte[] bytes) throws TlsException {
        if (new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1).contains("-----BEGIN")) {
            throw new TlsException(keys.type, "the file " + location + " is PEM text; write PEM");
        }
        try {
            KeyStore store = KeyStore.getInstance(type.toUpperCase(Locale.ROOT));
            store.load(new ByteArrayInputStream(bytes), Secrets.chars(secrets.store));
            return store;
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? new TlsException(keys.password, "it is not the password of " + location)
                    : notAStore();
        } catch (GeneralSecurityException e) {
            throw notAStore();
        }
    }

    private TlsException notAStore() {
        return new TlsException(
                keys.location, "the file " + location + " is not a " + type + " store; check " + keys.type);
    }
}
