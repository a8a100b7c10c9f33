// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlDriverTest {
    private static final List<String> DANGEROUS = List.of(
            "allowLoadLocalInfile",
            "allowUrlInLocalInfile",
            "allowLoadLocalInfileInPath",
            "allowMultiQueries",
            "queryInterceptors",
            "connectionLifecycleInterceptors",
            "exceptionInterceptors",
            "propertiesTransform",
            "authenticationPlugins",
            "socketFactory",
            "serverRSAPublicKeyFile",
            "logger",
            "useConfigs");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://h/db?allowLoadLocalInfile=true",
                "jdbc:mysql://h/db?ALLOWLOADLOCALINFILE=true",
                // the driver decodes names
                "jdbc:mysql://h/db?%61llowLoadLocalInfile=true",
                "jdbc:mysql://h/db?allowUrlInLocalInfile=true",
                "jdbc:mysql://h/db?allowLoadLocalInfileInPath=/",
                "jdbc:mysql://h/db?queryInterceptors=evil.Class",
                "jdbc:mysql://h/db?propertiesTransform=evil.Class",
                "jdbc:mysql://h/db?useConfigs=maxPerformance",
                "jdbc:mysql://h/db?socketFactory=evil.Class",
                "jdbc:mysql://h/db?authenticationPlugins=evil.Class",
                "jdbc:mysql://h/db?serverRSAPublicKeyFile=/etc/passwd",
                "jdbc:mysql://(host=h,allowLoadLocalInfile=true)/db",
                "jdbc:mysql://address=(host=h)(queryInterceptors=evil.Class)/db",
                "jdbc:mysql://h1,(host=h2,logger=evil.Class)/db"
            })
    void refusesWhatReadsFilesOrLoadsClasses(String url) {
        assertThatThrownBy(() -> MySqlDriver.of(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("remove it")
                .hasMessageNotContaining("jdbc:mysql://h");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/db",
                "jdbc:mysql:loadbalance://h1,h2/db",
                "jdbc:mysql:replication://h1,h2/db",
                "jdbc:mysql:Replication://h1,h2/db?allowLoadLocalInfile=true",
                "jdbc:mysql:aws://h/db",
                "JDBC:MYSQL://h/db",
                " jdbc:mysql://h/db",
                "jdbc:mysql+srv:replication://h/db",
                "jdbc:mysqlx://h/db",
                "jdbc:mysql:/h/db",
                "jdbc:mysql://(host=h",
                "jdbc:mysql://h:port/db",
                "jdbc:mysql://h ost/db",
                "jdbc:mysql://h1,ho%28st/db",
                "jdbc:mysql://h;x/db",
                "jdbc:mysql+srv://h/db",
                "mysql://h/db",
                ""
            })
    void refusesOtherUrls(String url) {
        assertThatThrownBy(() -> MySqlDriver.of(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("write jdbc:mysql://host:3306/database");
    }

    /** Every form of URL that the driver knows, names in any case and partly encoded, among harmless neighbours. */
    @Test
    void refusesThemHoweverTheyAreWritten() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String url = hostile(random);
            assertThatThrownBy(() -> MySqlDriver.of(url), "seed %d, %s", seed, url)
                    .isInstanceOf(ConfigException.class);
        }
    }

    private static String hostile(Random random) {
        String name = disguised(DANGEROUS.get(random.nextInt(DANGEROUS.size())), random);
        String property = name + "=" + List.of("true", "/", "x.Y", "").get(random.nextInt(4));
        return switch (random.nextInt(6)) {
            case 0 -> "jdbc:mysql://h/db?tlsVersions=TLSv1.3&" + property;
            case 1 -> "jdbc:mysql://h1,h2:3307/db?" + property + "&tcpNoDelay=true";
            case 2 -> "jdbc:mysql://(host=h,port=3306," + property + ")/db";
            case 3 -> "jdbc:mysql://address=(host=h)(port=3306)(" + property + ")/db";
            case 4 -> "jdbc:mysql://[h1:3306,(host=h2," + property + ")]/db";
            default -> "jdbc:mysql://h1,address=(host=h2)(" + property + "),h3/db?useCompression=true";
        };
    }

    private static String disguised(String name, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            char either = random.nextInt(4) == 0 ? Character.toUpperCase(letter) : letter;
            text.append(random.nextInt(5) == 0 ? String.format("%%%02x", (int) either) : String.valueOf(either));
        }
        return text.toString();
    }

    /** What is neither refused nor honoured never reaches the driver; of a host's own properties none does. */
    @Test
    void theDriverGetsNothingButWhatIsHonoured() {
        MySqlDriver driver = MySqlDriver.of(
                "jdbc:mysql://h/db?sessionVariables=x&autoReconnect=true&%2561llowLoadLocalInfile=true&neverHeardOf=1"
                        + "&TLSVERSIONS=TLSv1.3");

        assertThat(driver.properties()).containsOnlyKeys("tlsVersions");
        assertThat(driver.toString()).isEqualTo("jdbc:mysql://h/db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:mysql://me:geheim@h/db", "jdbc:mysql://h/db?user=me", "jdbc:mysql://h/db?password=geheim"})
    void refusesCredentialsWithoutShowingThem(String url) {
        assertThatThrownBy(() -> MySqlDriver.of(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void keepsWhatIsHarmlessAndNamesWhatItIgnores() {
        MySqlDriver driver = MySqlDriver.of("jdbc:mysql://h:3307,h2/db?tlsVersions=TLSv1.3&useServerPrepStmts=true");

        assertThat(driver.hosts()).isEqualTo("h:3307,h2");
        assertThat(driver.database()).isEqualTo("db");
        assertThat(driver.properties()).containsOnlyKeys("tlsVersions");
        assertThat(driver.ignored()).containsExactly("useServerPrepStmts");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://localhost:3306/db, true",
        "jdbc:mysql://127.0.0.1/db, true",
        "jdbc:mysql://[::1]:3306/db, true",
        "jdbc:mysql://localhost.example.org/db, false",
        "jdbc:mysql://db.example.org/db, false"
    })
    void knowsItsOwnMachine(String url, boolean isLoopback) {
        assertThat(MySqlDriver.of(url).isLoopback()).isEqualTo(isLoopback);
    }
}
