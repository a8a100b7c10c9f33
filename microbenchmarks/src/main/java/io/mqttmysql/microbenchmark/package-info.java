// SPDX-License-Identifier: Apache-2.0
/**
 * JMH benchmarks of single stages of the sink. They use only what the plugin's classes have shown for long, so that
 * {@code microbenchmarks/run --sink} can run them with an earlier build of the plugin.
 */
package io.mqttmysql.microbenchmark;
