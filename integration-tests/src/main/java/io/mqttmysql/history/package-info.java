// SPDX-License-Identifier: Apache-2.0

/**
 * What was published, what was stored, and the judgement between the two.
 *
 * <pre>
 * LoadGenerator ─▶ Journal ──▶ Sent ───┐
 *  publishers      sent, acknowledged  ├─▶ HistoryChecker ─▶ Verdict
 * tables, topics ────────────▶ Stored ─┘   by identity, content and place in Kafka
 * </pre>
 */
package io.mqttmysql.history;
