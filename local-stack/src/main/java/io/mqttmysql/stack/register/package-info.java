// SPDX-License-Identifier: Apache-2.0
/** Connector files from a folder to Connect, as {@code docker compose up} does it. */
package io.mqttmysql.stack.register;
