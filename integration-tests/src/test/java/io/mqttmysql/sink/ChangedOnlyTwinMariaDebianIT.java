// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.testing.OnMariaDb;

/** The same on MariaDB. */
@OnMariaDb
class ChangedOnlyTwinMariaDebianIT extends ChangedOnlyTwinIT {}
