// SPDX-License-Identifier: Apache-2.0

/**
 * Both plugins beside bare limits and a peer, in one run.
 *
 * <pre>
 * Main ─▶ LocalStack              servers of the size for benchmarks
 *      ─▶ Rounds                  who runs when
 *           ├▶ Benchmark          the job, its start, whether it was done right: SourceBenchmark, SinkBenchmark
 *           ├▶ Contender          who does it, in a new JVM: ProgramContender (package bare), ConnectorContender
 *           └▶ Meter              how fast, seen from outside
 *      ─▶ report                  medians and ratios, as a table and as JSON
 * </pre>
 *
 * A further row is a further {@link io.mqttmysql.benchmark.Contender} in its benchmark, or a further benchmark in
 * {@code Main}.
 */
package io.mqttmysql.benchmark;
