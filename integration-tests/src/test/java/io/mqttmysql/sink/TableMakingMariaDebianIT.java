// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.testing.OnMariaDb;

/** The same on MariaDB, where JSON is text with a check. */
@OnMariaDb
class TableMakingMariaDebianIT extends TableMakingIT {
    @Override
    String keyCollation() {
        return "utf8mb4_nopad_bin";
    }

    @Override
    String typeOfWhole() {
        return "whole longtext YES utf8mb4_bin ";
    }
}
