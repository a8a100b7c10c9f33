// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

/** A row of the test table: what was stored, from which place in Kafka, and in which order. */
public record StoredReading(Reading reading, int partition, long offset, long id) {
    /** The place in Kafka that the row came from; two rows with the same are one record stored twice. */
    String coordinates() {
        return partition + "@" + offset;
    }
}
