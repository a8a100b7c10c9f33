// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.testing.OnMariaDb;
import java.util.List;

/** The same on MariaDB. */
@OnMariaDb
class UpdateKeysMariaDebianIT extends UpdateKeysIT {
    @Override
    List<String> versions() {
        return List.of("5.5.5-10.11.18-MariaDB");
    }
}
