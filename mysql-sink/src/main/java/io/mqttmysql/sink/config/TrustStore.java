// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;

/**
 * The file with the certificates that vouch for the server. Keys and meanings are Kafka's own {@code ssl.truststore.*}.
 * It is read again for each connection, so a renewed one is seen.
 *
 * @param location empty: whom the JVM trusts
 * @param password null: the store is read without being checked for changes
 * @param type JKS, PKCS12 or PEM
 */
public record TrustStore(Optional<Path> location, Password password, String type) {
    public static final String LOCATION = "connection.ssl.truststore.location";
    public static final String PASSWORD = "connection.ssl.truststore.password";
    public static final String TYPE = "connection.ssl.truststore.type";

    private static final String JKS = "JKS";
    private static final String PKCS12 = "PKCS12";
    private static final String PEM = "PEM";
    private static final Set<String> VERIFYING = Set.of("VERIFY_CA", "VERIFY_IDENTITY");
    private static final Pattern PEM_CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", Pattern.DOTALL);

    static ConfigDef define(ConfigDef def) {
        def.define(LOCATION, Type.STRING, null, Importance.MEDIUM, """
                The file with the certificates that vouch for the server, on every worker; for VERIFY_CA and
                VERIFY_IDENTITY. Without it the authorities that the JVM trusts are trusted.""");
        def.define(PASSWORD, Type.PASSWORD, null, Importance.MEDIUM, """
                The password of the trust store, not used with PEM. Without it the store is read, but not checked for
                changes.""");
        return def.define(
                TYPE,
                Type.STRING,
                JKS,
                ConfigDef.CaseInsensitiveValidString.in(JKS, PKCS12, PEM),
                Importance.MEDIUM,
                "The format of the trust store: JKS, PKCS12 or PEM.");
    }

    static TrustStore from(AbstractConfig config) {
        return of(config.getString(LOCATION), config.getPassword(PASSWORD), config.getString(TYPE));
    }

    private static TrustStore of(String location, Password password, String type) {
        Optional<Path> path = Optional.ofNullable(location)
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .map(Path::of);
        return new TrustStore(path, password, type.toUpperCase(Locale.ROOT));
    }

    /** A trust store that nobody looks into would leave its owner believing in a check that does not happen. */
    static void check(Map<String, String> settings, ConfigProblems problems) {
        String password = settings.get(PASSWORD);
        TrustStore store = of(
                settings.get(LOCATION),
                password == null ? null : new Password(password),
                settings.getOrDefault(TYPE, JKS));
        if (store.location().isEmpty()) {
            if (password != null) {
                problems.add(PASSWORD, "there is no trust store; name one in " + LOCATION);
            }
            return;
        }
        String mode = settings.getOrDefault(ConnectionOptions.SSL_MODE, ConnectionOptions.DEFAULT_SSL_MODE);
        if (!VERIFYING.contains(mode.toUpperCase(Locale.ROOT))) {
            problems.add(LOCATION, settings.get(LOCATION), """
                    %s=%s does not look at certificates; set it to VERIFY_IDENTITY, or to VERIFY_CA\
                     where the certificate is for another host name""".formatted(ConnectionOptions.SSL_MODE, mode));
        }
        try {
            store.certificates();
        } catch (CertificateException e) {
            problems.add(LOCATION, settings.get(LOCATION), e.getMessage());
        }
    }

    /**
     * The trusted certificates, at least one.
     *
     * @throws CertificateException when the file cannot be read as what its type says; without the password
     */
    public List<Certificate> certificates() throws CertificateException {
        List<Certificate> certificates;
        try {
            byte[] content = Files.readAllBytes(location.orElseThrow());
            certificates = type.equals(PEM) ? pem(content) : store(content);
        } catch (NoSuchFileException e) {
            throw new CertificateException("there is no such file on this worker", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateException(
                    "cannot be read as " + type + "; check the file, " + TYPE + " and " + PASSWORD, e);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("holds no certificate to trust as " + type);
        }
        return certificates;
    }

    private static List<Certificate> pem(byte[] content) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        List<String> blocks = PEM_CERTIFICATE
                .matcher(new String(content, StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .toList();
        for (String block : blocks) {
            byte[] bytes = block.getBytes(StandardCharsets.UTF_8);
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(bytes)));
        }
        return certificates;
    }

    private List<Certificate> store(byte[] content) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(
                new ByteArrayInputStream(content),
                password == null ? null : password.value().toCharArray());
        List<Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                certificates.add(store.getCertificate(alias));
            }
        }
        return certificates;
    }
}
