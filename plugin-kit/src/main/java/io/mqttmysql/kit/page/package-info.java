// SPDX-License-Identifier: Apache-2.0
/** Writes the reference of a connector's configuration from what the connector declares; for its tests. */
package io.mqttmysql.kit.page;
