// SPDX-License-Identifier: Apache-2.0
/** Reads keys and certificates for TLS: JKS, PKCS12 and PEM, from files or from text in the configuration. */
package io.mqttmysql.kit.tls;
