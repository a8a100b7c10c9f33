// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where records may go. Kafka's own topics and those of the worker are not for messages. */
final class KafkaTopicName {
    /** org.apache.kafka.common.internals.Topic is not public API; its rule is stable since 0.10. */
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** As the worker's properties that come with Kafka call them. */
    private static final Set<String> USUAL_OF_WORKERS = Set.of("connect-configs", "connect-offsets", "connect-status");

    /** As Docker images, operators and people call them. */
    private static final Pattern LIKE_OF_WORKERS = Pattern.compile(
            "(.*[._-])?connect(or)?([._-].*)?[._-](configs?|offsets?|status(es)?)", Pattern.CASE_INSENSITIVE);

    private KafkaTopicName() {}

    /** Says in words why no record may go there. */
    static Optional<String> problem(String topic) {
        if (topic.indexOf('{') >= 0 || topic.indexOf('$') >= 0) {
            return Optional.of("a Kafka topic is a fixed name, without captures or placeholders; make a route for each"
                    + " topic, and use captures in record.key");
        }
        if (!LEGAL.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            return Optional.of("a Kafka topic name has 1 to 249 letters, digits, '.', '_' or '-'");
        }
        if (topic.startsWith("__")) {
            return Optional.of("topics that begin with __ belong to Kafka itself; choose another name");
        }
        return USUAL_OF_WORKERS.contains(topic)
                ? Optional.of(
                        "Connect workers usually keep their own state in a topic of this name, and a message there"
                                + " would damage it; choose another name")
                : Optional.empty();
    }

    /**
     * True for names that resemble those of a worker's own topics. A connector is not told how they are called on its
     * worker, so it can only guess.
     */
    static boolean resemblesOfWorker(String topic) {
        return LIKE_OF_WORKERS.matcher(topic).matches();
    }

    /** Kafka's metrics cannot tell these apart, and it refuses to create the second. */
    static boolean collide(String one, String other) {
        return !one.equals(other) && one.replace('.', '_').equals(other.replace('.', '_'));
    }
}
