// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.testing.AsLeastUser;

/** The same by a user who makes no tables. */
@AsLeastUser
class ChangedOnlyLeastUserIT extends ChangedOnlyIT {}
