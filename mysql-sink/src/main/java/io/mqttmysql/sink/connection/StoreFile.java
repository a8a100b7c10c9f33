// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import io.mqttmysql.kit.tls.TlsException;
import io.mqttmysql.sink.config.ClientKey;
import io.mqttmysql.sink.config.TrustStore;
import io.mqttmysql.sink.failure.StoreFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Properties;
import java.util.UUID;

/**
 * Certificates or a key as the driver can read them, for as long as one connection is made: it takes a file only, knows
 * no PEM, and takes no store without a password. A temporary file that only its owner may read.
 */
public final class StoreFile implements AutoCloseable {
    private static final String TYPE = "JKS"; // unlike PKCS12 without a key derivation that takes its time

    private final String prefix;
    private final Path file;
    private final String password = UUID.randomUUID().toString();

    private StoreFile(String prefix, Path file) {
        this.prefix = prefix;
        this.file = file;
    }

    /** What goes into the file. */
    @FunctionalInterface
    private interface Content {
        KeyStore with(char[] password) throws TlsException, GeneralSecurityException, IOException;
    }

    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Those who vouch for the server.
     *
     * @param directory for temporary files
     * @throws StoreFailed when the certificates cannot be read, or not be written
     */
    public static StoreFile of(TrustStore store, Path directory) throws StoreFailed {
        return make("trustCertificate", TrustStore.LOCATION, directory, password -> {
            KeyStore made = KeyStore.getInstance(TYPE);
            made.load(null, null);
            int number = 0;
            for (Certificate certificate : store.certificates()) {
                made.setCertificateEntry("trusted-" + number++, certificate);
            }
            return made;
        });
    }

    /**
     * What the sink shows of itself.
     *
     * @param directory for temporary files
     * @throws StoreFailed when the key cannot be read, or not be written
     */
    public static StoreFile of(ClientKey key, Path directory) throws StoreFailed {
        return make(
                "clientCertificate",
                ClientKey.LOCATION,
                directory,
                password -> key.keys().in(TYPE, password));
    }

    private static StoreFile make(String prefix, String key, Path directory, Content content) throws StoreFailed {
        try {
            StoreFile made = new StoreFile(prefix, Files.createTempFile(directory, "mysql-sink-", ".jks"));
            try {
                made.write(key, content);
                return made;
            } catch (TlsException | IOException e) {
                made.close();
                throw e;
            }
        } catch (TlsException e) {
            throw new StoreFailed(e.key(), e.reason(), e);
        } catch (IOException e) {
            throw new StoreFailed(
                    key,
                    "the driver takes a file of its own, and none can be written in " + directory
                            + "; make room there, let the worker write there, or give it another java.io.tmpdir",
                    e);
        }
    }

    private void write(String key, Content content) throws TlsException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            content.with(password.toCharArray()).store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new TlsException(key, "what it holds cannot be used (" + e.getMessage() + ")");
        }
    }

    void addTo(Properties driverProperties) {
        driverProperties.setProperty(prefix + "KeyStoreUrl", file.toUri().toString());
        driverProperties.setProperty(prefix + "KeyStoreType", TYPE);
        driverProperties.setProperty(prefix + "KeyStorePassword", password);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
