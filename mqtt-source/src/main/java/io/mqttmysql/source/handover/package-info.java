// SPDX-License-Identifier: Apache-2.0

/**
 * What happens to sessions when the filters of a connector are divided again. A session keeps its subscriptions and its
 * messages at the broker, whoever owns the filters now: it gives up a subscription only when its successors have it,
 * and a session that no task owns any more is emptied into Kafka and then ended.
 */
package io.mqttmysql.source.handover;
