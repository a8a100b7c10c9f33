// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.tls.StoreKeys;
import io.mqttmysql.kit.tls.TlsException;
import io.mqttmysql.kit.tls.TlsStore;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final StoreKeys KEYS = new StoreKeys(TYPE, LOCATION, PASSWORD, "", Optional.empty());
    private static final Set<String> VERIFYING = Set.of("VERIFY_CA", "VERIFY_IDENTITY");

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
                TlsStore.JKS,
                ConfigDef.CaseInsensitiveValidString.in(TlsStore.JKS, TlsStore.PKCS12, TlsStore.PEM),
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
                settings.getOrDefault(TYPE, TlsStore.JKS));
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
        } catch (TlsException e) {
            problems.add(e.key(), e.reason());
        }
    }

    /**
     * The trusted certificates, at least one.
     *
     * @throws TlsException when the file cannot be read as what its type says; without the password
     */
    public List<Certificate> certificates() throws TlsException {
        Password used = type.equals(TlsStore.PEM) ? null : password; // PEM has none
        return new TlsStore(
                        KEYS,
                        type,
                        location.orElseThrow().toString(),
                        TlsStore.Secrets.of(used, null),
                        TlsStore.Pem.of(null, null))
                .certificates();
    }
}
