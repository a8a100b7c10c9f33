// SPDX-License-Identifier: Apache-2.0
/**
 * What a server says of a configuration before any task starts; asking changes nothing there.
 */
package io.mqttmysql.sink.check;
