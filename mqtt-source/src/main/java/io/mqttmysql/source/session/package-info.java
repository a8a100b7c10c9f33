// SPDX-License-Identifier: Apache-2.0

/**
 * The conversation with the broker: connections, subscriptions, acknowledgements, and when to try again. The only
 * package that knows Eclipse Paho.
 */
package io.mqttmysql.source.session;
