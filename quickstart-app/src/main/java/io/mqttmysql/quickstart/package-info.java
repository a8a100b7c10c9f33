// SPDX-License-Identifier: Apache-2.0

/**
 * The program behind {@code ./quickstart}: what a person asked for becomes a {@code Scenario}, and one run of
 * it is prepared, watched and judged here. Imports every other package; none imports it.
 *
 * <pre>
 * Quickstart ─▶ Preparation   reachable servers, tables, connectors
 *            ─▶ PipelineRun   one run on started servers
 *                 ├▶ HouseRun     the house publishes: house, faults
 *                 ├▶ Departure    leaves the broker of somebody else as it was
 *                 └▶ judgement    was everything stored?
 *
 * house ◀── database ◀── scenario ◀─┬─ screen ◀── faults
 *                                   └─ judgement
 * </pre>
 */
package io.mqttmysql.quickstart;
