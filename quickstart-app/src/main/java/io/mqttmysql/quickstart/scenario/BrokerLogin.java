// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/**
 * How the person's broker is entered.
 *
 * @param authorities PEM certificates of who may vouch for the broker; empty: those that Java trusts
 */
public record BrokerLogin(Optional<String> user, Optional<Path> passwordFile, Optional<Path> authorities) {
    /** By a broker that asks nobody. */
    public static final BrokerLogin NONE = new BrokerLogin(Optional.empty(), Optional.empty(), Optional.empty());

    private static final String PASSWORD_OPTION = "--mqtt-password-file";

    /** @throws IllegalArgumentException when a file cannot be used, with one sentence for the person */
    public BrokerLogin {
        passwordFile.ifPresent(file -> PasswordFile.read(PASSWORD_OPTION, file));
        authorities.ifPresent(BrokerLogin::trusting);
    }

    /** For a client of the quickstart itself. */
    public MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        user.ifPresent(options::setUserName);
        passwordFile
                .map(file -> PasswordFile.read(PASSWORD_OPTION, file).getBytes(StandardCharsets.UTF_8))
                .ifPresent(options::setPassword);
        authorities.map(BrokerLogin::trusting).ifPresent(options::setSocketFactory);
        return options;
    }

    /** The same for the source. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        user.ifPresent(name -> settings.put("mqtt.username", name));
        passwordFile.ifPresent(
                file -> settings.put("mqtt.password.file", file.toAbsolutePath().toString()));
        authorities.ifPresent(file -> {
            settings.put("mqtt.ssl.truststore.type", "PEM");
            settings.put("mqtt.ssl.truststore.location", file.toAbsolutePath().toString());
        });
        return settings;
    }

    private static SocketFactory trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new IllegalArgumentException("--mqtt-ca " + file + " holds no certificate in PEM form.");
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "--mqtt-ca " + file + " cannot be read as certificates in PEM form (" + e.getMessage() + ").", e);
        }
    }
}
