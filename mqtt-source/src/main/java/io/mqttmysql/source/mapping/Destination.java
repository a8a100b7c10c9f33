// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import org.apache.kafka.connect.header.Header;

/**
 * Where the messages of one MQTT topic go, and what all their records have in common.
 *
 * @param key null when records have none
 * @param isForeign another task has subscribed them, and not this one
 */
record Destination(String kafkaTopic, String key, Header topicHeader, boolean isForeign) {
    /** Nowhere: no topic filter of the connector matches. */
    static final Destination UNWANTED = new Destination("", null, null, false);
}
