// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MySqlAddressTest {
    private static final MySqlAddress ADDRESS =
            new MySqlAddress("db.example.com:3307", "trustCertificateKeyStorePassword=key", "anna", "geheim");

    @Test
    void keepsTheDriversParametersBehindTheSchema() {
        assertThat(ADDRESS.jdbcUrl("home"))
                .isEqualTo("jdbc:mysql://db.example.com:3307/home?trustCertificateKeyStorePassword=key");
        assertThat(new MySqlAddress("localhost", "", "anna", "geheim").jdbcUrl(""))
                .isEqualTo("jdbc:mysql://localhost/");
    }

    @Test
    void neverShowsASecret() {
        assertThat(ADDRESS).hasToString("MySQL at db.example.com:3307 as anna");
    }
}
