// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import org.apache.kafka.common.TopicPartition;

/** The stored position is not where this task left it. */
public final class ClaimLost extends Exception {
    private static final long serialVersionUID = 1L;

    ClaimLost(TopicPartition partition, long expected, StoredOffset found) {
        super("the stored position of " + partition + " is " + found.next() + ", not " + expected
                + (found.next() > expected
                        ? ": another task wrote, or somebody set it; nothing is written before it is claimed again"
                        : ": the server lost its last commits, or somebody set it back; asking Kafka again"));
    }
}
