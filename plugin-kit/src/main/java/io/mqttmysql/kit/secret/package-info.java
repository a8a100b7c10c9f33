// SPDX-License-Identifier: Apache-2.0
/** Secrets that stand outside of the configuration. */
package io.mqttmysql.kit.secret;
