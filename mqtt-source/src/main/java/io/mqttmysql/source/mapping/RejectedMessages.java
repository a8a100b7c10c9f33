// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.mapping;

import io.mqttmysql.source.config.OnRejection;
import io.mqttmysql.source.config.RejectionOptions;
import io.mqttmysql.source.mapping.MqttSourceRecord.Content;
import io.mqttmysql.source.message.Rejection;
import io.mqttmysql.source.message.SourceCounters;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a message that cannot be handed to Kafka: it is counted, said in the log at most once a minute for
 * each reason, and told by a stub record or by a failure. Its payload shows nowhere. Task thread.
 */
final class RejectedMessages {
    private static final Logger log = LoggerFactory.getLogger(RejectedMessages.class);
    private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();
    private static final byte[] NOTHING = {};

    private final RejectionOptions options;
    private final String owner;
    private final SourceCounters counters;
    private final LongSupplier nanoClock;
    private final Map<Rejection.Reason, Long> saidAt = new EnumMap<>(Rejection.Reason.class);

    RejectedMessages(RejectionOptions options, String owner, SourceCounters counters, LongSupplier nanoClock) {
        this.options = options;
        this.owner = owner;
        this.counters = counters;
        this.nanoClock = nanoClock;
    }

    /** Counts and says it; returns the sentence with which the task fails, if it has to. */
    Optional<String> reject(Rejection rejection) {
        counters.rejected(rejection.reason()).increment();
        if (options.onRejection() == OnRejection.FAIL) {
            return Optional.of("The MQTT message on '" + rejection.topic() + "' (" + rejection.bytes()
                    + " bytes) cannot be handed to Kafka: " + rejection.reason().words()
                    + ". It is not acknowledged, because mqtt.rejected=fail. Fix this, or write mqtt.rejected=skip,"
                    + " then restart the task.");
        }
        say(rejection);
        return Optional.empty();
    }

    /** Returns true when the line was written. */
    boolean say(Rejection rejection) {
        long now = nanoClock.getAsLong();
        Long last = saidAt.get(rejection.reason());
        if (last != null && now - last < INTERVAL_NANOS) {
            return false;
        }
        saidAt.put(rejection.reason(), now);
        log.warn(
                "{} - rejected the MQTT message on '{}' ({} bytes): {}; {} such messages so far, none of them in {}",
                owner,
                rejection.topic(),
                rejection.bytes(),
                rejection.reason().words(),
                counters.rejected(rejection.reason()).sum(),
                options.kafkaTopic()
                        .map(topic -> "Kafka but for a stub in " + topic)
                        .orElse("Kafka"));
        return true;
    }

    Optional<String> kafkaTopic() {
        return options.kafkaTopic();
    }

    /** What the stub record says: enough to find the sender, nothing of what it sent. */
    static Content stub(Rejection rejection, long arrivedAtMs) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("mqtt.topic", rejection.topic());
        headers.addString("mqtt.rejected.reason", rejection.reason().name().toLowerCase(Locale.ROOT));
        headers.addString("mqtt.rejected.bytes", Long.toString(rejection.bytes()));
        return new Content(rejection.topic(), NOTHING, arrivedAtMs, headers);
    }
}
