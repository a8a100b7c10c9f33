// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How often and how long a failed batch is tried again.
 *
 * @param maxRetries at once, before Connect is asked to deliver the batch again
 * @param outageLimit of the whole outage; negative means no limit
 * @param putBudget no further statement of rows begins in one delivery after this time
 * @param configurationRetry how long a problem of logins, privileges or tables is waited out
 */
public record RetryOptions(
        int maxRetries,
        Duration backoff,
        Duration maxBackoff,
        Duration outageLimit,
        Duration putBudget,
        Duration configurationRetry) {
    public static final String MAX_RETRIES = "max.retries";
    public static final String BACKOFF = "retry.backoff.ms";
    public static final String MAX_BACKOFF = "retry.backoff.max.ms";
    public static final String OUTAGE_LIMIT = "retry.timeout.ms";
    public static final String PUT_BUDGET = "put.budget.ms";
    public static final String CONFIGURATION_RETRY = "configuration.retry.ms";

    public static ConfigDef define(ConfigDef def) {
        def.define(MAX_RETRIES, Type.INT, 3, Range.atLeast(0), Importance.MEDIUM, """
                How often a batch is tried again at once, on a fresh connection, before Connect waits and delivers it
                again.""");
        def.define(
                BACKOFF,
                Type.LONG,
                1_000L,
                Range.atLeast(1),
                Importance.LOW,
                "Milliseconds before Connect delivers a failed batch again; doubles, with jitter.");
        def.define(
                MAX_BACKOFF,
                Type.LONG,
                60_000L,
                Range.atLeast(1),
                Importance.LOW,
                "Milliseconds between two deliveries of a failed batch at most.");
        def.define(OUTAGE_LIMIT, Type.LONG, -1L, Range.atLeast(-1), Importance.MEDIUM, """
                Milliseconds after which the task gives up on a server that does not come back; -1 means never: the
                records wait in Kafka.""");
        def.define(PUT_BUDGET, Type.LONG, 60_000L, Range.atLeast(1), Importance.LOW, """
                Milliseconds of one delivery after which no further statement begins: what is done is stored, and the
                rest follows in the next one. One statement more than this (socket.timeout.ms) must fit into
                consumer.override.max.poll.interval.ms (300000). What the first record needs is done in any case: its
                table is read, or made, and one transaction begun, which is a dozen statements.""");
        return def.define(CONFIGURATION_RETRY, Type.LONG, 300_000L, Range.atLeast(0), Importance.LOW, """
                Milliseconds for which a refused login, a missing database, table, column or privilege, or an error that
                the sink does not know is waited out before the task fails, from its start on; 0 is not at all.""");
    }

    public static RetryOptions from(AbstractConfig config) {
        return new RetryOptions(
                config.getInt(MAX_RETRIES),
                Duration.ofMillis(config.getLong(BACKOFF)),
                Duration.ofMillis(config.getLong(MAX_BACKOFF)),
                Duration.ofMillis(config.getLong(OUTAGE_LIMIT)),
                Duration.ofMillis(config.getLong(PUT_BUDGET)),
                Duration.ofMillis(config.getLong(CONFIGURATION_RETRY)));
    }
}
