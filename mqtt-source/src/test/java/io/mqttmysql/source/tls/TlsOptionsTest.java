// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.source.config.MqttSourceConfig;
import io.mqttmysql.source.testing.Certificates;
import io.mqttmysql.source.testing.RunningTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a store is said on its field, before anything connects. */
class TlsOptionsTest {
    private static final String NO_STORE = "no store at all";

    @TempDir
    Path directory;

    private final Map<String, String> properties = RunningTask.properties("ssl://broker:8883");

    @Test
    void needsNothingWhereTheJvmTrustsTheBroker() {
        assertThat(errors()).isEmpty();
        assertThat(MqttSourceConfig.parse(properties).connection().tls().verifiesHost())
                .isTrue();
    }

    @Test
    void namesAFileThatDoesNotExist() {
        properties.put("mqtt.ssl.truststore.location", "/nowhere/trust.jks");

        expect("mqtt.ssl.truststore.location", "the file /nowhere/trust.jks does not exist on this worker");
    }

    @Test
    void namesAPathThatIsNoFile() {
        properties.put("mqtt.ssl.truststore.location", directory.toString());

        expect("mqtt.ssl.truststore.location", "cannot be read");
    }

    @Test
    void namesAFileThatIsNoStore() throws IOException {
        properties.put("mqtt.ssl.truststore.location", file(NO_STORE));

        expect("mqtt.ssl.truststore.location", "is not a JKS store; check mqtt.ssl.truststore.type");
    }

    @Test
    void knowsAPemFile() throws IOException {
        properties.put("mqtt.ssl.truststore.location", file(Certificates.BROKER.pemCertificate()));
        expect("mqtt.ssl.truststore.type", "is PEM text; write PEM");

        properties.put("mqtt.ssl.truststore.type", "pem");
        assertThat(errors()).isEmpty();

        properties.put("mqtt.ssl.truststore.password", "x");
        expect("mqtt.ssl.truststore.password", "has no password");
    }

    @Test
    void knowsAWrongPassword() {
        properties.put("mqtt.ssl.truststore.type", "PKCS12");
        properties.put(
                "mqtt.ssl.truststore.location", Certificates.BROKER.keyStore().toString());
        properties.put("mqtt.ssl.truststore.password", "wr0ng-s3cret");

        expect("mqtt.ssl.truststore.password", "it is not the password of");
        assertThat(errors().toString()).doesNotContain("wr0ng-s3cret");
    }

    @Test
    void seesNoCertificateInPkcs12WithoutThePassword() {
        properties.put("mqtt.ssl.truststore.type", "PKCS12");
        properties.put(
                "mqtt.ssl.truststore.location", Certificates.BROKER.keyStore().toString());

        expect("mqtt.ssl.truststore.password", "without it no certificate is seen in");
    }

    @Test
    void wantsAKeyInTheKeyStore() {
        properties.put(
                "mqtt.ssl.keystore.location", Certificates.CLIENT.trustStore().toString());
        properties.put("mqtt.ssl.keystore.password", Certificates.PASSWORD);
        expect("mqtt.ssl.keystore.location", "contains no private key");

        properties.put(
                "mqtt.ssl.keystore.location", Certificates.CLIENT.keyStore().toString());
        assertThat(errors()).isEmpty();

        properties.put("mqtt.ssl.key.password", "another");
        expect("mqtt.ssl.key.password", "it is not the password of the private key");
    }

    @Test
    void wantsOneSourceOnly() {
        properties.put(
                "mqtt.ssl.truststore.location", Certificates.BROKER.trustStore().toString());
        properties.put("mqtt.ssl.truststore.certificates", Certificates.BROKER.pemCertificate());

        expect("mqtt.ssl.truststore.location", "keep one");
    }

    @Test
    void readsPemTextOnlyAsPem() {
        properties.put("mqtt.ssl.truststore.certificates", Certificates.BROKER.pemCertificate());
        expect("mqtt.ssl.truststore.type", "the type is JKS; write PEM");

        properties.put("mqtt.ssl.truststore.type", "PEM");
        assertThat(errors()).isEmpty();

        properties.put("mqtt.ssl.truststore.certificates", Certificates.pem("CERTIFICATE", new byte[] {1, 2}));
        expect("mqtt.ssl.truststore.certificates", "a certificate in the text cannot be read");

        properties.put("mqtt.ssl.truststore.certificates", NO_STORE);
        expect("mqtt.ssl.truststore.certificates", "contains no certificate");
    }

    @Test
    void wantsKeyAndCertificateTogether() {
        properties.put("mqtt.ssl.keystore.type", "PEM");
        properties.put("mqtt.ssl.keystore.key", Certificates.CLIENT.pemKey());
        expect("mqtt.ssl.keystore.certificate.chain", "the certificate of mqtt.ssl.keystore.key is missing");

        properties.put("mqtt.ssl.keystore.certificate.chain", Certificates.CLIENT.pemCertificate());
        assertThat(errors()).isEmpty();

        properties.remove("mqtt.ssl.keystore.key");
        expect("mqtt.ssl.keystore.key", "the key of mqtt.ssl.keystore.certificate.chain is missing");

        properties.put("mqtt.ssl.keystore.key", Certificates.pem("RSA PRIVATE KEY", new byte[] {1}));
        expect("mqtt.ssl.keystore.key", "openssl pkcs8 -topk8");
    }

    @Test
    void wantsTheKeyOfTheCertificate() {
        properties.put("mqtt.ssl.keystore.type", "PEM");
        properties.put("mqtt.ssl.keystore.key", Certificates.CLIENT.pemKey());
        properties.put("mqtt.ssl.keystore.certificate.chain", Certificates.BROKER.pemCertificate());

        expect("mqtt.ssl.keystore.certificate.chain", "the private key is not that of the certificate");
    }

    @Test
    void readsAnEncryptedKeyFromAFileWithItsCertificate() throws Exception {
        properties.put("mqtt.ssl.keystore.type", "PEM");
        properties.put(
                "mqtt.ssl.keystore.location",
                file(Certificates.pem("ENCRYPTED PRIVATE KEY", encryptedKey("s3cret"))
                        + Certificates.CLIENT.pemCertificate()));
        expect("mqtt.ssl.key.password", "the private key is encrypted; give its password");

        properties.put("mqtt.ssl.key.password", "wr0ng");
        expect("mqtt.ssl.key.password", "cannot be decrypted");

        properties.put("mqtt.ssl.key.password", "s3cret");
        assertThat(errors()).isEmpty();
    }

    @Test
    void knowsWhatTheJvmKnows() {
        properties.put("mqtt.ssl.protocol", "TLSv7");
        expect("mqtt.ssl.protocol", "does not know the protocol TLSv7");

        properties.put("mqtt.ssl.protocol", "TLSv1.3");
        properties.put("mqtt.ssl.enabled.protocols", "TLSv1.2,SSLv1");
        expect("mqtt.ssl.enabled.protocols", "does not know SSLv1");

        properties.put("mqtt.ssl.enabled.protocols", "TLSv1.2");
        properties.put("mqtt.ssl.cipher.suites", "NULL");
        expect("mqtt.ssl.cipher.suites", "does not know NULL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt,", "héllo", "x y"})
    void refusesAnAlpnNameThatTlsCannotCarry(String names) {
        properties.put("mqtt.ssl.alpn.protocols", names);
        expect("mqtt.ssl.alpn.protocols", "write for example x-amzn-mqtt-ca");
    }

    @Test
    void verifiesTheHostUnlessToldNotTo() {
        properties.put("mqtt.ssl.endpoint.identification.algorithm", "none");
        expect("mqtt.ssl.endpoint.identification.algorithm", "write https, or nothing");

        properties.put("mqtt.ssl.endpoint.identification.algorithm", "");
        assertThat(MqttSourceConfig.parse(properties).connection().tls().verifiesHost())
                .isFalse();
    }

    @Test
    void wantsAnEncryptedAddressForItsKeys() {
        properties.put("mqtt.server.uris", "tcp://broker:1883");
        properties.put("mqtt.ssl.truststore.location", "/trust.jks");

        expect("mqtt.ssl.truststore.location", "no address in mqtt.server.uris is encrypted; write ssl:// or wss://");
    }

    @Test
    void keepsSecretsOutOfItsText() {
        properties.put("mqtt.server.uris", "wss://broker");
        properties.put("mqtt.ssl.keystore.type", "PEM");
        properties.put("mqtt.ssl.keystore.key", Certificates.CLIENT.pemKey());
        properties.put("mqtt.ssl.keystore.certificate.chain", Certificates.CLIENT.pemCertificate());
        properties.put("mqtt.ssl.key.password", "s3cret");
        properties.put("mqtt.websocket.header.Authorization", "Bearer t0ken");

        assertThat(MqttSourceConfig.parse(properties).connection().toString())
                .contains("Authorization")
                .doesNotContain("s3cret", "t0ken", "PRIVATE");
    }

    private void expect(String key, String reason) {
        assertThat(errors()).containsOnlyKeys(key);
        assertThat(errors().get(key)).singleElement().asString().startsWith(key).contains(reason);
        assertThatThrownBy(() -> MqttSourceConfig.parse(properties)).isInstanceOf(ConfigException.class);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text).toString();
    }

    private static byte[] encryptedKey(String password) throws GeneralSecurityException, IOException {
        String algorithm = "PBEWithHmacSHA256AndAES_128";
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                new PBEParameterSpec(random, 1_000, new IvParameterSpec(random)));
        byte[] encrypted = cipher.doFinal(Certificates.CLIENT.key().getEncoded());
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        return new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded();
    }

    private Map<String, List<String>> errors() {
        return MqttSourceConfig.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
