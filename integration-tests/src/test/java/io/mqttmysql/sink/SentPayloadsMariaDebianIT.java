// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.testing.OnMariaDb;

@OnMariaDb
class SentPayloadsMariaDebianIT extends SentPayloadsIT {}
