// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import org.apache.kafka.common.TopicPartition;

/** Why a stored position cannot be what it seems to be. */
enum Mismatch {
    /** It may be right. */
    NONE(""),
    /** The topic is another one than that whose records are stored. */
    RECREATED("offset %1$d is delivered, which is below the stored position %2$d and yet no repeat of what is stored:"
            + " the topic was deleted and re-created, or Kafka lost its end"),
    /** The position is beyond what was stored. */
    SET_FORWARD("its position was set to %2$d from outside, but offset %1$d is not stored"),
    /** It was there, and is no longer. */
    GONE("its position, %2$d, is gone: the table of positions was emptied, or the database is an older copy of itself."
            + " Rows from offset %1$d on, where this task began, may be missing: look for them (the offset below is"
            + " right where they are; where nothing is missing write %2$d)");

    private final String words;

    Mismatch(String words) {
        this.words = words;
    }

    /**
     * What a user has to know and to do.
     *
     * @param offset that shows it
     * @param position that is, or was, stored
     * @param from where to go on, so that nothing is lost
     */
    String sentence(String connector, TopicPartition partition, long offset, long position, long from) {
        return partition + ": " + String.format(words, offset, position) + ". Stop the connector (PUT /connectors/"
                + connector + "/stop), set the offset of this partition alone (PATCH /connectors/" + connector
                + "/offsets with {\"offsets\":[{\"partition\":{\"kafka_topic\":\"" + partition.topic()
                + "\",\"kafka_partition\":" + partition.partition() + "},\"offset\":{\"kafka_offset\":" + from
                + "}}]}) and resume it (PUT /connectors/" + connector
                + "/resume); exactly.once.on.mismatch=restart goes back there by itself.";
    }
}
