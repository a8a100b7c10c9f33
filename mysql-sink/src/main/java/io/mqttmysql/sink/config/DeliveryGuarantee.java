// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

/** What holds between Kafka and MySQL. */
public enum DeliveryGuarantee {
    /** No record is lost; after a lost COMMIT answer or a crash some may be written again. */
    AT_LEAST_ONCE,
    /** The position in Kafka is stored in MySQL, in the transaction of the rows: each record counts once. */
    EXACTLY_ONCE
}
