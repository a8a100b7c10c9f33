// SPDX-License-Identifier: Apache-2.0

/**
 * Every key of the connector: what it means, what is wrong with a value, and the options of each stage. The rules that
 * concern several values report into {@link io.mqttmysql.kit.config.ConfigProblems}.
 */
package io.mqttmysql.source.config;
