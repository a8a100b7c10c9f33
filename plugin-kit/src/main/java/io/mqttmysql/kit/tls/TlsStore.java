// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.tls;

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
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.types.Password;

/**
 * Where certificates or a key come from: a file, or text in the configuration. Secrets do not show in its text.
 *
 * @param keys what the configuration calls it, for messages
 * @param location null where there is no file
 */
public record TlsStore(StoreKeys keys, String type, String location, Secrets secrets, Pem pem) {
    public static final String JKS = "JKS";
    public static final String PKCS12 = "PKCS12";
    public static final String PEM = "PEM";

    /** Passwords; null where there is none. */
    public record Secrets(Password store, Password key) {
        public static Secrets of(Password store, Password key) {
            return new Secrets(store, key);
        }

        /** Of the key, which has the store's unless it has its own. */
        public char[] keyChars() {
            return key != null ? chars(key) : chars(store);
        }

        private static char[] chars(Password password) {
            return password == null ? null : password.value().toCharArray();
        }
    }

    /** PEM text in the configuration; null where there is none. */
    public record Pem(Password certificates, Password privateKey) {
        public static Pem of(Password certificates, Password privateKey) {
            return new Pem(certificates, privateKey);
        }

        boolean isSet() {
            return certificates != null || privateKey != null;
        }
    }

    public boolean isSet() {
        return location != null || pem.isSet();
    }

    /** Reads it; what cannot be read is said in one sentence. */
    public KeyStore read() throws TlsException {
        if (location != null && pem.isSet()) {
            throw new TlsException(
                    keys.location(), "a file is named, but " + keys.certificates() + " is set too; keep one");
        }
        boolean isPem = type.toUpperCase(Locale.ROOT).equals(PEM);
        if (!isPem && pem.isSet()) {
            throw new TlsException(keys.type(), "PEM text is given, but the type is " + type + "; write PEM");
        }
        if (isPem && secrets.store != null) {
            throw new TlsException(keys.password(), "a PEM " + keys.what() + " store has no password; remove it");
        }
        return isPem ? new PemReader(this).read() : readBinary(bytes());
    }

    /** The trusted certificates, at least one. */
    public List<Certificate> certificates() throws TlsException {
        KeyStore store = read();
        List<Certificate> certificates = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)) {
                    certificates.add(store.getCertificate(alias));
                }
            }
        } catch (KeyStoreException e) {
            throw new TlsException(keys.location(), "the store cannot be used (" + e.getMessage() + ")");
        }
        if (certificates.isEmpty()) {
            throw nothingTrusted();
        }
        return certificates;
    }

    /** For a store that could be read, but in which nobody is found whom to trust. */
    public TlsException nothingTrusted() {
        // the certificates in a PKCS12 file are encrypted, and simply not seen without the password
        return secrets.store == null
                ? new TlsException(keys.password(), "without it no certificate is seen in " + location)
                : new TlsException(
                        keys.location(),
                        "the trust store " + location + " contains no trusted certificate; import one with keytool"
                                + " -importcert");
    }

    /** The bytes of the file. */
    byte[] bytes() throws TlsException {
        try {
            return Files.readAllBytes(Path.of(location));
        } catch (NoSuchFileException e) {
            throw new TlsException(keys.location(), "the file " + location + " does not exist on this worker");
        } catch (AccessDeniedException e) {
            throw new TlsException(keys.location(), "the worker may not read the file " + location);
        } catch (IOException | InvalidPathException e) {
            throw new TlsException(
                    keys.location(), "the file " + location + " cannot be read (" + e.getMessage() + ")");
        }
    }

    private KeyStore readBinary(byte[] bytes) throws TlsException {
        if (new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1).contains("-----BEGIN")) {
            throw new TlsException(keys.type(), "the file " + location + " is PEM text; write PEM");
        }
        try {
            KeyStore store = KeyStore.getInstance(type.toUpperCase(Locale.ROOT));
            store.load(new ByteArrayInputStream(bytes), Secrets.chars(secrets.store));
            return store;
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? new TlsException(keys.password(), "it is not the password of " + location)
                    : notAStore();
        } catch (GeneralSecurityException e) {
            throw notAStore();
        }
    }

    private TlsException notAStore() {
        return new TlsException(
                keys.location(), "the file " + location + " is not a " + type + " store; check " + keys.type());
    }
}
