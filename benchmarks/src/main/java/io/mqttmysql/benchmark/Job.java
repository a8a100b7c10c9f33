// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

/**
 * What a contender is given in one round.
 *
 * @param name of the run, new in every round: connector, consumer group, MQTT client and database are called so
 * @param topic the Kafka topic that a sink reads, or a source fills
 */
record Job(String name, String topic) {
    /** Stands for every job where settings are only shown. */
    static final Job ANY = new Job("run", "topic");
}
