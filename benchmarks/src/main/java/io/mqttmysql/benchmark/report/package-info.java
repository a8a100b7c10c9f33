// SPDX-License-Identifier: Apache-2.0

/** What came out: figures, their medians and ratios, as a table and as JSON. Pure, but for {@link Machine}. */
package io.mqttmysql.benchmark.report;
