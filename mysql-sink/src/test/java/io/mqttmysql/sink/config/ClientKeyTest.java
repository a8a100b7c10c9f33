// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.testing.KeyFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class ClientKeyTest {
    @TempDir
    private static Path files;

    @BeforeAll
    static void writeStores() throws Exception {
        KeyFiles.write(files);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            JKS     | JKS    | geheim | -
            JKS-own | JKS    | geheim | eigen
            PKCS12  | PKCS12 | geheim | -
            PEM     | pem    | -      | -
            """)
    void holdsTheKeyOfTheFile(String file, String type, String password, String keyPassword) throws Exception {
        Map<String, String> settings = settings(file, type, password, keyPassword);

        assertThat(problems(settings).all()).isEmpty();
        char[] anew = "anew".toCharArray();
        assertThat(key(settings).keys().in("JKS", anew).getKey("own-0", anew).getFormat())
                .isEqualTo("PKCS#8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # file   | type   | password | of the key | field                 | message
            missing  | JKS    | geheim   | -          | keystore.location     | missing does not exist on this worker
            JKS      | JKS    | wrong    | -          | keystore.password     | it is not the password of
            JKS      | JKS    | -        | -          | keystore.password     | without it the private key in
            PKCS12   | PKCS12 | wrong    | -          | keystore.password     | it is not the password of
            PKCS12   | PKCS12 | -        | -          | keystore.password     | without it the private key in
            JKS-own  | JKS    | geheim   | -          | key.password          | another password than its store; give it
            JKS-own  | JKS    | geheim   | wrong      | key.password          | not the password of the private key
            PEM      | JKS    | -        | -          | keystore.type         | PEM is PEM text; write PEM
            PEM      | PEM    | geheim   | -          | keystore.password     | a PEM key store has no password; remove it
            JKS      | PEM    | -        | -          | keystore.location     | JKS contains no certificate
            PEM-cert | PEM    | -        | -          | keystore.location     | contains no private key in PKCS#8 form
            PEM-key  | PEM    | -        | -          | keystore.location     | contains no certificate
            PEM-both | PEM    | -        | -          | keystore.location     | the private key is not that of the certificate
            JKS-cert | JKS    | geheim   | -          | keystore.location     | the key store contains no private key
            """)
    void saysWhatIsWrong(ArgumentsAccessor row) {
        ConfigProblems problems =
                problems(settings(row.getString(0), row.getString(1), row.getString(2), row.getString(3)));

        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("connection.ssl." + row.getString(4));
            assertThat(problem.message()).contains(row.getString(5)).doesNotContain("geheim", "wrong", "eigen");
        });
    }

    @Test
    void isShownToNobodyWithoutEncryption() {
        Map<String, String> settings = settings("JKS", "JKS", "geheim", null);
        settings.put(ConnectionOptions.SSL_MODE, "disabled");

        assertThat(problems(settings).all())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains(ClientKey.LOCATION, "connection.ssl.mode=disabled shows no certificate to anybody"));
    }

    @Test
    void aPasswordForNothingIsAFault() {
        assertThat(problems(settings(null, "JKS", "geheim", "eigen")).all())
                .extracting(ConfigProblems.Problem::key)
                .containsExactly(ClientKey.PASSWORD, ClientKey.KEY_PASSWORD);
    }

    @Test
    void noneIsNeeded() {
        Map<String, String> settings = settings(null, "JKS", null, null);

        assertThat(problems(settings).all()).isEmpty();
        assertThat(key(settings).location()).isEmpty();
    }

    @Test
    void doesNotShowItsSecrets() {
        ClientKey key = key(settings("JKS", "JKS", "geheim", "eigen"));

        assertThat(key.toString()).doesNotContain("geheim", "eigen");
    }

    private static ClientKey key(Map<String, String> settings) {
        return ClientKey.from(new AbstractConfig(ClientKey.define(new ConfigDef()), settings, false));
    }

    private static Map<String, String> settings(String file, String type, String password, String keyPassword) {
        Map<String, String> settings = new HashMap<>();
        settings.put(ClientKey.TYPE, type);
        put(
                settings,
                ClientKey.LOCATION,
                file == null ? null : files.resolve(file).toString());
        put(settings, ClientKey.PASSWORD, password);
        put(settings, ClientKey.KEY_PASSWORD, keyPassword);
        return settings;
    }

    private static void put(Map<String, String> settings, String key, String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }

    private static ConfigProblems problems(Map<String, String> settings) {
        ConfigProblems problems = new ConfigProblems();
        ClientKey.check(settings, problems);
        return problems;
    }
}
