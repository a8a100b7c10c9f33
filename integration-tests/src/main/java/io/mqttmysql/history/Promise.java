// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

/** What the sink under test promises; the source promises at least once in any case. */
public enum Promise {
    /** A record of Kafka may become more than one row. */
    AT_LEAST_ONCE,
    /** A record of Kafka becomes one row. */
    EXACTLY_ONCE;

    /** The value of {@code delivery.guarantee}. */
    public String setting() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
