// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.tls;

import io.mqttmysql.kit.tls.OwnKeys;
import io.mqttmysql.kit.tls.TlsException;
import io.mqttmysql.kit.tls.TlsStore;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Reads what {@link TlsOptions} name. Made for every connection, so that renewed certificates count at once. */
public final class TlsContext {
    private TlsContext() {}

    /** Fails with one sentence when a store cannot be read or a name is not known to the JVM. */
    public static SSLContext of(TlsOptions options) throws TlsException {
        KeyManager[] keys = options.key().isSet() ? keyManagers(options.key()) : null;
        TrustManager[] trusted = options.trust().isSet() ? trustManagers(options.trust()) : null;
        SSLContext context = context(options.protocol(), keys, trusted);
        requireKnown(
                TlsOptions.ENABLED_PROTOCOLS,
                options.enabledProtocols(),
                context.getSupportedSSLParameters().getProtocols());
        requireKnown(
                TlsOptions.CIPHER_SUITES,
                options.cipherSuites(),
                context.getSupportedSSLParameters().getCipherSuites());
        requireLegalNames(options.alpnProtocols());
        return context;
    }

    /** RFC 7301 section 3.1: up to 255 bytes each. */
    private static void requireLegalNames(List<String> alpnProtocols) throws TlsException {
        for (String name : alpnProtocols) {
            if (!name.matches("[!-~]{1,255}")) {
                throw new TlsException(
                        TlsOptions.ALPN_PROTOCOLS,
                        "a name is empty, longer than 255 characters or not of plain ASCII; write for example"
                                + " x-amzn-mqtt-ca");
            }
        }
    }

    private static SSLContext context(String protocol, KeyManager[] keys, TrustManager[] trusted) throws TlsException {
        try {
            SSLContext context = SSLContext.getInstance(protocol);
            context.init(keys, trusted, null);
            return context;
        } catch (KeyManagementException e) {
            throw new TlsException(TlsOptions.KEYSTORE_LOCATION, "the key cannot be used (" + e.getMessage() + ")");
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    TlsOptions.PROTOCOL, "the JVM does not know the protocol " + protocol + "; write TLSv1.3");
        }
    }

    private static KeyManager[] keyManagers(TlsStore store) throws TlsException {
        char[] password = UUID.randomUUID().toString().toCharArray(); // of a store that stays in memory
        KeyStore keyStore = OwnKeys.of(store).in(TlsStore.JKS, password);
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore, password);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new TlsException(store.keys().location(), "the key cannot be used (" + e.getMessage() + ")");
        }
    }

    private static TrustManager[] trustManagers(TlsStore store) throws TlsException {
        KeyStore keyStore = store.read();
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore);
            boolean trustsAnybody = Arrays.stream(factory.getTrustManagers())
                    .anyMatch(manager ->
                            manager instanceof X509TrustManager x509 && x509.getAcceptedIssuers().length > 0);
            if (!trustsAnybody) {
                throw store.nothingTrusted();
            }
            return factory.getTrustManagers();
        } catch (KeyStoreException e) {
            throw new TlsException(store.keys().location(), "the store cannot be used (" + e.getMessage() + ")");
        } catch (GeneralSecurityException e) {
            throw new TlsException(store.keys().location(), "the JVM cannot check certificates (" + e + ")");
        }
    }

    private static void requireKnown(String key, List<String> names, String[] known) throws TlsException {
        for (String name : names) {
            if (!Arrays.asList(known).contains(name)) {
                throw new TlsException(key, "the JVM does not know " + name);
            }
        }
    }
}
