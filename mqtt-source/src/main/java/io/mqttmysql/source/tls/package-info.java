// SPDX-License-Identifier: Apache-2.0

/**
 * Whom the connector trusts and how it proves who it is, for {@code ssl} and {@code wss}: keys and certificates from
 * files or from text in the configuration. Knows no other package of the source.
 */
package io.mqttmysql.source.tls;
