// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import io.mqttmysql.kit.tls.TlsException;
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
 * The trusted certificates as the driver can read them, for as long as one connection is made: it takes a file only,
 * knows no PEM, and takes no store without a password. A temporary file that only its owner may read.
 */
public final class StoreFile implements AutoCloseable {
    private static final String TYPE = "JKS"; // unlike PKCS12 without a key derivation that takes its time

    private final Path file;
    private final String password = UUID.randomUUID().toString();

    private StoreFile(Path file) {
        this.file = file;
    }

    /**
     * @throws StoreFailed when the certificates cannot be read, or not be written
     */
    public static StoreFile of(TrustStore store) throws StoreFailed {
        return of(store, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param directory for temporary files */
    public static StoreFile of(TrustStore store, Path directory) throws StoreFailed {
        try {
            StoreFile made = new StoreFile(Files.createTempFile(directory, "mysql-sink-trust", ".jks"));
            try {
                made.write(store);
                return made;
            } catch (TlsException | IOException e) {
                made.close();
                throw e;
            }
        } catch (TlsException e) {
            throw new StoreFailed(e.key() + ": " + e.reason(), e);
        } catch (IOException e) {
            throw new StoreFailed(
                    TrustStore.LOCATION + ": the driver takes a file of its own, and none can be written in "
                            + directory
                            + "; make room there, let the worker write there, or give it another java.io.tmpdir",
                    e);
        }
    }

    private void write(TrustStore trust) throws TlsException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : trust.certificates()) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
            store.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new TlsException(TrustStore.LOCATION, "the certificates cannot be used (" + e.getMessage() + ")");
        }
    }

    void addTo(Properties driverProperties) {
        driverProperties.setProperty("trustCertificateKeyStoreUrl", file.toUri().toString());
        driverProperties.setProperty("trustCertificateKeyStoreType", TYPE);
        driverProperties.setProperty("trustCertificateKeyStorePassword", password);
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
