// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.history;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The judgement on one history.
 *
 * @param acknowledged readings that the broker acknowledged
 * @param unconfirmed readings that were sent and not acknowledged, of which some arrived
 * @param rows in the history table
 * @param letters in the dead-letter queue
 * @param repeats allowed and counted: what stands there more than once
 * @param findings what breaks the promise
 */
public record Verdict(
        int acknowledged, int unconfirmed, int rows, int letters, Map<Repeat, Long> repeats, List<Finding> findings) {
    public Verdict {
        repeats = Map.copyOf(repeats);
        findings = List.copyOf(findings);
    }

    /** Where something was delivered once more. */
    public enum Repeat {
        /** The broker sent a message again that Kafka had already: two records, two rows. */
        MQTT_TO_KAFKA("MQTT to Kafka"),
        /** One record of Kafka, two rows. */
        KAFKA_TO_MYSQL("Kafka to MySQL"),
        /** One record of Kafka, two dead letters. */
        KAFKA_TO_LETTERS("Kafka to dead letters");

        private final String way;

        Repeat(String way) {
            this.way = way;
        }
    }

    /** The ways to break a promise. */
    public enum Kind {
        LOST,
        INVENTED,
        ALTERED,
        MISPLACED,
        DOUBLED,
        OUT_OF_ORDER,
        TABLE_WRONG
    }

    /** @param what in a sentence */
    public record Finding(Kind kind, String what) {}

    public boolean holds() {
        return findings.isEmpty() && acknowledged > 0;
    }

    public long count(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    public long count(Repeat repeat) {
        return repeats.getOrDefault(repeat, 0L);
    }

    /** One line. */
    public String sentence() {
        String repeated = java.util.Arrays.stream(Repeat.values())
                .map(repeat -> count(repeat) + " " + repeat.way)
                .collect(Collectors.joining(", "));
        String counts = acknowledged + " readings acknowledged by the broker (and " + unconfirmed + " unconfirmed), "
                + rows + " rows, " + letters + " dead letters; repeats: " + repeated + "; " + count(Kind.LOST)
                + " lost, " + count(Kind.DOUBLED) + " doubled";
        return holds() ? "PROVED: " + counts + "." : "NOT PROVED: " + counts + ", " + findings.size() + " findings.";
    }
}
