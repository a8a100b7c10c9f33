// SPDX-License-Identifier: Apache-2.0
/**
 * What is wrong with a configuration, said alike in both plugins: {@link io.mqttmysql.kit.config.ConfigProblems}
 * collects it, the other types find what no single key can see.
 */
package io.mqttmysql.kit.config;
