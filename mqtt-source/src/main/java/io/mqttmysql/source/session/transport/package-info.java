// SPDX-License-Identifier: Apache-2.0

/**
 * The way of the bytes below the client library: TCP, TLS, WebSocket, and the guard that reads every packet first.
 * Knows neither version of the client library.
 */
package io.mqttmysql.source.session.transport;
