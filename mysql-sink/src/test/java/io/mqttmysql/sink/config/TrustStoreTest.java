// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.tls.TlsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class TrustStoreTest {
    @TempDir
    private Path files;

    @BeforeEach
    void writeStores() throws IOException, GeneralSecurityException {
        byte[] pem = pem();
        Certificate certificate =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        for (String type : List.of("JKS", "PKCS12")) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setCertificateEntry("ca", certificate);
            write(store, type);
        }
        KeyStore nobody = KeyStore.getInstance("JKS");
        nobody.load(null, null);
        write(nobody, "nobody");
        String text = new String(pem, StandardCharsets.UTF_8);
        Files.writeString(files.resolve("PEM"), "two of them\n" + text + "and\n" + text);
        Files.writeString(files.resolve("empty"), "");
        Files.writeString(files.resolve("broken"), text.replace("MII", "MAA"));
    }

    private void write(KeyStore store, String file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(files.resolve(file))) {
            store.store(out, "geheim".toCharArray());
        }
    }

    private static byte[] pem() throws IOException {
        try (InputStream in = TrustStoreTest.class.getResourceAsStream("/ca.pem")) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"JKS,, 1", "JKS, geheim, 1", "PKCS12, geheim, 1", "pem,, 2", "PEM, ignored, 2"})
    void holdsTheCertificatesOfTheFile(String type, String password, int count) throws TlsException {
        Map<String, String> settings = settings(type.toUpperCase(Locale.ROOT), type, password, "VERIFY_CA");

        assertThat(problems(settings).all()).isEmpty();
        TrustStore store = TrustStore.from(new AbstractConfig(TrustStore.define(new ConfigDef()), settings, false));
        assertThat(store.certificates()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # file  | type   | password | mode            | key      | message
            missing | JKS    | -        | VERIFY_CA       | location | missing does not exist on this worker
            JKS     | JKS    | wrong    | VERIFY_CA       | password | it is not the password of
            PEM     | JKS    | -        | VERIFY_IDENTITY | type     | PEM is PEM text; write PEM
            PKCS12  | PKCS12 | wrong    | VERIFY_CA       | password | it is not the password of
            PKCS12  | PKCS12 | -        | VERIFY_CA       | password | without it no certificate is seen in
            nobody  | JKS    | geheim   | VERIFY_CA       | location | nobody contains no trusted certificate
            JKS     | PEM    | -        | VERIFY_CA       | location | JKS contains no certificate
            empty   | PEM    | -        | VERIFY_CA       | location | empty contains no certificate
            broken  | PEM    | -        | VERIFY_CA       | location | broken cannot be read
            PEM     | PEM    | -        | PREFERRED       | location | PREFERRED does not look at certificates
            PEM     | PEM    | -        | required        | location | set it to VERIFY_IDENTITY
            """)
    void saysWhatIsWrong(ArgumentsAccessor row) {
        ConfigProblems problems =
                problems(settings(row.getString(0), row.getString(1), row.getString(2), row.getString(3)));

        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("connection.ssl.truststore." + row.getString(4));
            assertThat(problem.message()).contains(row.getString(5)).doesNotContain("geheim", "wrong");
        });
    }

    @Test
    void aPasswordForNothingIsAFault() {
        ConfigProblems problems = problems(settings(null, "JKS", "geheim", "VERIFY_CA"));

        assertThat(problems.all())
                .containsExactly(new ConfigProblems.Problem(
                        TrustStore.PASSWORD,
                        "connection.ssl.truststore.password: there is no trust store; name one in "
                                + TrustStore.LOCATION));
    }

    @Test
    void withoutOneTheJvmDecides() {
        Map<String, String> settings = settings(null, "JKS", null, "VERIFY_IDENTITY");

        assertThat(problems(settings).all()).isEmpty();
        assertThat(TrustStore.from(new AbstractConfig(TrustStore.define(new ConfigDef()), settings, false))
                        .location())
                .isEmpty();
    }

    private Map<String, String> settings(String file, String type, String password, String mode) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TrustStore.TYPE, type);
        settings.put(ConnectionOptions.SSL_MODE, mode);
        if (file != null) {
            settings.put(TrustStore.LOCATION, files.resolve(file).toString());
        }
        if (password != null) {
            settings.put(TrustStore.PASSWORD, password);
        }
        return settings;
    }

    private static ConfigProblems problems(Map<String, String> settings) {
        ConfigProblems problems = new ConfigProblems();
        TrustStore.check(settings, problems);
        return problems;
    }
}
