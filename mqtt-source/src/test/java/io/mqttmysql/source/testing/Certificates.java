// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate that vouches for itself, made by the JDK's keytool once for all tests. */
public final class Certificates {
    public static final String PASSWORD = "changeit";

    /** For the names that the scripted broker has. */
    public static final Certificates BROKER = generate("broker", "san=ip:127.0.0.1,dns:localhost");

    /** For a host that the scripted broker is not. */
    public static final Certificates ELSEWHERE = generate("elsewhere", "san=dns:elsewhere.example");

    public static final Certificates CLIENT = generate("client", "san=dns:client.example");

    private static final String ALIAS = "key";

    private final Path keyStore;
    private final Path trustStore;

    private Certificates(Path keyStore, Path trustStore) {
        this.keyStore = keyStore;
        this.trustStore = trustStore;
    }

    /**
     * Nothing here ends by an interrupt, for example by the timeout of the test that comes first: a class that failed to
     * initialise stays so for everybody.
     */
    private static Certificates generate(String name, String extension) {
        try {
            Path directory = Files.createTempDirectory("certificates");
            Path keyStore = directory.resolve(name + ".p12");
            Path trustStore = directory.resolve(name + "-trust.jks");
            String keytool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            Process process = new ProcessBuilder(
                            keytool,
                            "-genkeypair",
                            "-alias",
                            "key",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            extension,
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            keyStore.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            assertThat(process.onExit().join().exitValue()).as(output).isZero();
            Certificates made = new Certificates(keyStore, trustStore);
            made.writeTrustStore();
            for (Path path : new Path[] {directory, keyStore, trustStore}) {
                path.toFile().deleteOnExit(); // in reverse order: the directory last
            }
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeTrustStore() throws IOException {
        try (OutputStream out = new FileOutputStream(trustStore.toFile())) {
            trusting().store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore trusting() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setCertificateEntry("trusted", keys().getCertificate("key"));
        return store;
    }

    private KeyStore keys() {
        try (InputStream in = new FileInputStream(keyStore.toFile())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PKCS12 with the key. */
    public Path keyStore() {
        return keyStore;
    }

    /** JKS that trusts the certificate; can be read without the password. */
    public Path trustStore() {
        return trustStore;
    }

    public PrivateKey key() {
        try {
            return (PrivateKey) keys().getKey(ALIAS, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String pemCertificate() {
        try {
            return pem("CERTIFICATE", keys().getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String pemKey() {
        return pem("PRIVATE KEY", key().getEncoded());
    }

    public static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }

    /** Server sockets that show this certificate. */
    public Supplier<ServerSocket> sockets() {
        return () -> socket(null);
    }

    /** Server sockets that show this certificate and want one that {@code client} trusts. */
    public Supplier<ServerSocket> socketsFor(Certificates client) {
        return () -> socket(client);
    }

    private SSLServerSocket socket(Certificates client) {
        try {
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys(), PASSWORD.toCharArray());
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(client == null ? trusting() : client.trusting());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
            socket.setNeedClientAuth(client != null);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
