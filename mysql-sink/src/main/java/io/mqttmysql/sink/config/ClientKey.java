// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.kit.tls.OwnKeys;
import io.mqttmysql.kit.tls.StoreKeys;
import io.mqttmysql.kit.tls.TlsException;
import io.mqttmysql.kit.tls.TlsStore;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;

/**
 * The file with the sink's own key and certificate, for users that must show one (REQUIRE X509 and its like). Keys and
 * meanings are Kafka's own {@code ssl.keystore.*} and {@code ssl.key.password}. It is read again for each connection,
 * so a renewed one is seen.
 *
 * @param location empty: the sink shows none
 * @param secrets passwords of the store and of the key; null where there is none
 * @param type JKS, PKCS12 or PEM
 */
public record ClientKey(Optional<String> location, TlsStore.Secrets secrets, String type) {
    public static final String LOCATION = "connection.ssl.keystore.location";
    public static final String PASSWORD = "connection.ssl.keystore.password";
    public static final String TYPE = "connection.ssl.keystore.type";
    public static final String KEY_PASSWORD = "connection.ssl.key.password";

    private static final StoreKeys KEYS = new StoreKeys(
            TYPE, LOCATION, PASSWORD, LOCATION, Optional.of(new StoreKeys.OwnKey(LOCATION, KEY_PASSWORD)));
    private static final String UNENCRYPTED = "DISABLED";

    static ConfigDef define(ConfigDef def) {
        def.define(LOCATION, Type.STRING, null, Importance.MEDIUM, """
                The file with the sink's own key and certificate, on every worker, for users that must show one (REQUIRE
                X509, SUBJECT or ISSUER). It is read for every new connection.""");
        def.define(PASSWORD, Type.PASSWORD, null, Importance.MEDIUM, """
                The password of the key store, not used with PEM.""");
        def.define(
                TYPE,
                Type.STRING,
                TlsStore.JKS,
                ConfigDef.CaseInsensitiveValidString.in(TlsStore.JKS, TlsStore.PKCS12, TlsStore.PEM),
                Importance.MEDIUM,
                "The format of the key store: JKS, PKCS12 or PEM.");
        return def.define(KEY_PASSWORD, Type.PASSWORD, null, Importance.MEDIUM, """
                The password of the private key, where it has one of its own.""");
    }

    static ClientKey from(AbstractConfig config) {
        return of(
                config.getString(LOCATION),
                TlsStore.Secrets.of(config.getPassword(PASSWORD), config.getPassword(KEY_PASSWORD)),
                config.getString(TYPE));
    }

    private static ClientKey of(String location, TlsStore.Secrets secrets, String type) {
        Optional<String> path = Optional.ofNullable(location).map(String::trim).filter(text -> !text.isEmpty());
        return new ClientKey(path, secrets, type.toUpperCase(Locale.ROOT));
    }

    static void check(Map<String, String> settings, ConfigProblems problems) {
        ClientKey key = of(
                settings.get(LOCATION),
                TlsStore.Secrets.of(password(settings, PASSWORD), password(settings, KEY_PASSWORD)),
                settings.getOrDefault(TYPE, TlsStore.JKS));
        if (key.location().isEmpty()) {
            for (String unused : new String[] {PASSWORD, KEY_PASSWORD}) {
                if (settings.containsKey(unused)) {
                    problems.add(unused, "there is no key store; name one in " + LOCATION);
                }
            }
            return;
        }
        String mode = settings.getOrDefault(ConnectionOptions.SSL_MODE, ConnectionOptions.DEFAULT_SSL_MODE);
        if (mode.equalsIgnoreCase(UNENCRYPTED)) {
            problems.add(
                    LOCATION,
                    settings.get(LOCATION),
                    ConnectionOptions.SSL_MODE + "=" + mode
                            + " shows no certificate to anybody; set it to VERIFY_IDENTITY, or remove the key store");
        }
        try {
            key.keys();
        } catch (TlsException e) {
            problems.add(e.key(), e.reason());
        }
    }

    private static Password password(Map<String, String> settings, String key) {
        return settings.containsKey(key) ? new Password(settings.get(key)) : null;
    }

    /**
     * The key with its certificates.
     *
     * @throws TlsException when the file cannot be read as what its type says, has no key, or a key that is not its
     *     certificate's; without the passwords
     */
    public OwnKeys keys() throws TlsException {
        return OwnKeys.of(new TlsStore(KEYS, type, location.orElseThrow(), secrets, TlsStore.Pem.of(null, null)));
    }
}
