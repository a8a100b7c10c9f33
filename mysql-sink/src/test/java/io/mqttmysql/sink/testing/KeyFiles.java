// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/** Files with a key, made by the JDK's keytool, as people have them: right ones and wrong ones. */
public final class KeyFiles {
    private static final char[] STORE = "geheim".toCharArray();
    private static final char[] OWN = "eigen".toCharArray();

    private final Path directory;

    private KeyFiles(Path directory) {
        this.directory = directory;
    }

    /** The password of stores is {@code geheim}, that of a key with its own {@code eigen}. */
    public static void write(Path directory) throws GeneralSecurityException, IOException {
        new KeyFiles(directory).writeAll();
    }

    private void writeAll() throws GeneralSecurityException, IOException {
        KeyStore made = generate("PKCS12");
        KeyStore other = generate("other");
        Key key = made.getKey("key", STORE);
        Certificate certificate = made.getCertificate("key");
        writeJks("JKS", key, STORE, certificate);
        writeJks("JKS-own", key, OWN, certificate);
        KeyStore trusting = empty();
        trusting.setCertificateEntry("ca", certificate);
        write(trusting, "JKS-cert");
        String pemKey = pem("PRIVATE KEY", key.getEncoded());
        String pemCertificate = pem("CERTIFICATE", certificate.getEncoded());
        Files.writeString(directory.resolve("PEM"), pemKey + pemCertificate);
        Files.writeString(directory.resolve("PEM-key"), pemKey);
        Files.writeString(directory.resolve("PEM-cert"), pemCertificate);
        Files.writeString(
                directory.resolve("PEM-both"),
                pemKey + pem("CERTIFICATE", other.getCertificate("key").getEncoded()) + pemCertificate);
    }

    private void writeJks(String file, Key key, char[] password, Certificate certificate)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("key", key, password, new Certificate[] {certificate});
        write(store, file);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        return store;
    }

    private void write(KeyStore store, String file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(directory.resolve(file))) {
            store.store(out, STORE);
        }
    }

    private KeyStore generate(String file) throws GeneralSecurityException, IOException {
        Path path = directory.resolve(file);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=sink",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(STORE),
                        "-keystore",
                        path.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (keytool.onExit().join().exitValue() != 0) {
            throw new UncheckedIOException(new IOException(output));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(path)) {
            store.load(in, STORE);
        }
        return store;
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }
}
