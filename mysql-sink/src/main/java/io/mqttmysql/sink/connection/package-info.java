// SPDX-License-Identifier: Apache-2.0
/**
 * Connections to MySQL that were just checked, and transactions on them. The only package that knows the pool and the
 * driver.
 */
package io.mqttmysql.sink.connection;
