// SPDX-License-Identifier: Apache-2.0

/**
 * What can go wrong with servers and with the links between them, as small actions that begin and end. {@link
 * io.mqttmysql.fault.Fault} composes; {@link io.mqttmysql.fault.FaultProxy} is the link that fails.
 */
package io.mqttmysql.fault;
