// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One warning for each Kafka topic of which a record was skipped. Task thread. */
public final class UnmatchedWarnings {
    private static final Logger log = LoggerFactory.getLogger(UnmatchedWarnings.class);

    private final Set<String> warned = new HashSet<>();

    public void skipped(String originalTopic, String matchedTopic) {
        if (warned.add(originalTopic)) {
            log.warn(
                    "Kafka topic {} - no strategy takes some of its records, the first is one of '{}'; add a strategy "
                            + "with a match for it, or one with discard=true (further ones are only counted)",
                    originalTopic,
                    LogText.of(matchedTopic));
        }
    }
}
