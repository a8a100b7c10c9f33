// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.tls;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.mqttmysql.kit.tls.StoreKeys;
import io.mqttmysql.kit.tls.TlsStore;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;

/**
 * How the broker is trusted and how the connector proves who it is, for {@code ssl} and {@code wss}. The keys are
 * Kafka's own with the prefix {@code mqtt.}, and mean the same; that for ALPN is ours.
 *
 * @param trust whom to trust; not set: the authorities that the JVM trusts
 * @param key the connector's own certificate; not set: it shows none
 * @param alpnProtocols what the broker may choose from as the protocol inside TLS (RFC 7301); Kafka has no such key
 * @param verifiesHost whether the certificate must be for the host that was asked for
 */
public record TlsOptions(
        TlsStore trust,
        TlsStore key,
        String protocol,
        List<String> enabledProtocols,
        List<String> cipherSuites,
        List<String> alpnProtocols,
        boolean verifiesHost) {

    public static final String PREFIX = "mqtt.ssl.";
    public static final String TRUSTSTORE_TYPE = mqtt(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG);
    public static final String TRUSTSTORE_LOCATION = mqtt(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
    public static final String TRUSTSTORE_PASSWORD = mqtt(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG);
    public static final String TRUSTSTORE_CERTIFICATES = mqtt(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG);
    public static final String KEYSTORE_TYPE = mqtt(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG);
    public static final String KEYSTORE_LOCATION = mqtt(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
    public static final String KEYSTORE_PASSWORD = mqtt(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG);
    public static final String KEYSTORE_KEY = mqtt(SslConfigs.SSL_KEYSTORE_KEY_CONFIG);
    public static final String KEYSTORE_CHAIN = mqtt(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG);
    public static final String KEY_PASSWORD = mqtt(SslConfigs.SSL_KEY_PASSWORD_CONFIG);
    public static final String PROTOCOL = mqtt(SslConfigs.SSL_PROTOCOL_CONFIG);
    public static final String ENABLED_PROTOCOLS = mqtt(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG);
    public static final String CIPHER_SUITES = mqtt(SslConfigs.SSL_CIPHER_SUITES_CONFIG);
    public static final String ALPN_PROTOCOLS = PREFIX + "alpn.protocols";
    public static final String HOST_VERIFICATION = mqtt(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);

    private static final String VERIFY = "https";
    private static final ConfigDef.Validator TYPE =
            ConfigDef.CaseInsensitiveValidString.in(TlsStore.JKS, TlsStore.PKCS12, TlsStore.PEM);

    private static String mqtt(String kafkaKey) {
        return "mqtt." + kafkaKey;
    }

    /** Declares the keys; the check of {@code ssl.endpoint.identification.algorithm} comes from the caller. */
    public static ConfigDef define(ConfigDef def, ConfigDef.Validator hostVerification) {
        return defineSession(defineKey(defineTrust(def)), hostVerification);
    }

    private static ConfigDef defineTrust(ConfigDef def) {
        return def.define(TRUSTSTORE_TYPE, STRING, TlsStore.JKS, TYPE, MEDIUM, """
                        The format of the certificates to trust: JKS, PKCS12 or PEM.""")
                .define(TRUSTSTORE_LOCATION, STRING, null, MEDIUM, """
                        The file with the certificates to trust, on every worker. Without it the authorities that the\
                         JVM trusts are trusted.""")
                .define(TRUSTSTORE_PASSWORD, PASSWORD, null, MEDIUM, """
                        The password of the trust store, not used with PEM. Without it the store is read, but not\
                         checked for changes.""")
                .define(TRUSTSTORE_CERTIFICATES, PASSWORD, null, MEDIUM, """
                        The certificates to trust as PEM text, instead of a file.""");
    }

    private static ConfigDef defineKey(ConfigDef def) {
        return def.define(KEYSTORE_TYPE, STRING, TlsStore.JKS, TYPE, MEDIUM, """
                        The format of the connector's own key and certificate: JKS, PKCS12 or PEM.""")
                .define(KEYSTORE_LOCATION, STRING, null, MEDIUM, """
                        The file with the connector's own key and certificate, on every worker, for brokers that ask\
                         for one.""")
                .define(KEYSTORE_PASSWORD, PASSWORD, null, MEDIUM, """
                        The password of the key store, not used with PEM.""")
                .define(KEYSTORE_KEY, PASSWORD, null, MEDIUM, """
                        The connector's own private key as PEM text (PKCS#8), instead of a file.""")
                .define(KEYSTORE_CHAIN, PASSWORD, null, MEDIUM, """
                        The connector's own certificate as PEM text, followed by those that vouch for it, instead of a\
                         file.""")
                .define(KEY_PASSWORD, PASSWORD, null, MEDIUM, """
                        The password of the private key, where it has one of its own.""");
    }

    private static ConfigDef defineSession(ConfigDef def, ConfigDef.Validator hostVerification) {
        return def.define(PROTOCOL, STRING, SslConfigs.DEFAULT_SSL_PROTOCOL, LOW, """
                        The newest version of TLS to offer.""")
                .define(ENABLED_PROTOCOLS, LIST, SslConfigs.DEFAULT_SSL_ENABLED_PROTOCOLS, LOW, """
                        The versions of TLS to accept.""")
                .define(CIPHER_SUITES, LIST, List.of(), LOW, "The cipher suites to offer; default: those of the JVM.")
                .define(ALPN_PROTOCOLS, LIST, List.of(), LOW, """
                        The names to offer for the protocol inside TLS (ALPN, RFC 7301), in the order of preference,\
                         for servers that tell MQTT from other protocols on one port: x-amzn-mqtt-ca for AWS IoT on\
                         port 443. Default: none is offered.""")
                .define(HOST_VERIFICATION, STRING, VERIFY, hostVerification, MEDIUM, """
                        https: the broker's certificate must be for the host in the address. Empty: a certificate for\
                         any host is taken, so that whoever holds one can pose as the broker.""");
    }

    public static TlsOptions from(AbstractConfig config) {
        TlsStore trust = new TlsStore(
                new StoreKeys(
                        TRUSTSTORE_TYPE,
                        TRUSTSTORE_LOCATION,
                        TRUSTSTORE_PASSWORD,
                        TRUSTSTORE_CERTIFICATES,
                        Optional.empty()),
                config.getString(TRUSTSTORE_TYPE),
                config.getString(TRUSTSTORE_LOCATION),
                TlsStore.Secrets.of(config.getPassword(TRUSTSTORE_PASSWORD), null),
                TlsStore.Pem.of(config.getPassword(TRUSTSTORE_CERTIFICATES), null));
        TlsStore key = new TlsStore(
                new StoreKeys(
                        KEYSTORE_TYPE,
                        KEYSTORE_LOCATION,
                        KEYSTORE_PASSWORD,
                        KEYSTORE_CHAIN,
                        Optional.of(new StoreKeys.OwnKey(KEYSTORE_KEY, KEY_PASSWORD))),
                config.getString(KEYSTORE_TYPE),
                config.getString(KEYSTORE_LOCATION),
                TlsStore.Secrets.of(config.getPassword(KEYSTORE_PASSWORD), config.getPassword(KEY_PASSWORD)),
                TlsStore.Pem.of(config.getPassword(KEYSTORE_CHAIN), config.getPassword(KEYSTORE_KEY)));
        return new TlsOptions(
                trust,
                key,
                config.getString(PROTOCOL),
                List.copyOf(config.getList(ENABLED_PROTOCOLS)),
                List.copyOf(config.getList(CIPHER_SUITES)),
                List.copyOf(config.getList(ALPN_PROTOCOLS)),
                !config.getString(HOST_VERIFICATION).isEmpty());
    }
}
