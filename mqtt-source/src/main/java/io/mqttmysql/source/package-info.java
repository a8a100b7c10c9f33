// SPDX-License-Identifier: Apache-2.0
/**
 * The MQTT source.
 *
 * <pre>
 *  broker ─▶ MqttLink ──▶ MessageBuffer ─▶ MqttSourceTask.poll ─▶ RecordMapper ─▶ Connect ─▶ Kafka
 *           [Paho callback]  queue, window  [task thread]                                      │
 *  broker ◀─ MqttSession ◀─ AckWindow ◀─ MessageBuffer.complete ◀─ commitRecord ◀──────────────┘
 *           [session thread]  done prefix                          [producer thread]
 * </pre>
 *
 * <p>Guarantee: a message that the broker delivered at QoS 1 is acknowledged only when Kafka has it, so it is never
 * lost on the way, but may come twice. At QoS 0 it may be lost. Messages are acknowledged in arrival order.
 *
 * <p>Every connection is an <em>epoch</em> with a fresh client and a fresh window. Only the contiguous done prefix of
 * the current epoch's window is acknowledged. Packages: {@code config} (options), {@code tls} (keys and certificates),
 * {@code message} (vocabulary), {@code session} (the only one that knows Paho), {@code delivery} (what is in flight),
 * {@code mapping} (records), {@code handover} (sessions and subscriptions that move between tasks).
 */
package io.mqttmysql.source;
