// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlDriverTest {
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
                "jdbc:mysql+srv://h/db",
                "mysql://h/db",
                ""
            })
    void refusesOtherUrls(String url) {
        assertThatThrownBy(() -> MySqlDriver.of(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("write jdbc:mysql://host:3306/database");
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
