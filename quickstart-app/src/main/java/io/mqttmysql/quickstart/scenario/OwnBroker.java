// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The person's MQTT broker, and who the source is there.
 *
 * @param clientId as configured; the source's only task appends its number
 */
public record OwnBroker(String uri, List<String> filters, String clientId) {
    static final List<String> HOUSE = List.of("Home/#");

    /** How long the broker keeps the session when nobody can end it any longer. */
    public static final int SESSION_EXPIRY_SECONDS = 60;

    private static final Pattern URI =
            Pattern.compile("([a-z]+)://([^/?#\\s@:]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?/?");

    /**
     * @param filters each may be several, separated by commas
     * @param run what tells this run's names from those of others
     * @throws IllegalArgumentException with one sentence for the person
     */
    static OwnBroker parse(String uri, List<String> filters, String run) {
        if (uri.contains("@")) {
            throw new IllegalArgumentException(
                    "--mqtt has a user in its address, which is not supported: give the address of a broker (or a"
                            + " listener) that takes clients without a password, for example tcp://broker:1883.");
        }
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "--mqtt " + uri + " is not the address of a broker: write tcp://host:1883.");
        }
        if (!parts.group(1).equals("tcp")) {
            throw new IllegalArgumentException("--mqtt " + uri + " has the scheme " + parts.group(1)
                    + ", but only tcp is supported at present: write tcp://host:1883.");
        }
        String port = parts.group(3) == null ? "1883" : parts.group(3);
        List<String> all = filters.stream()
                .flatMap(some -> Arrays.stream(some.split(",")))
                .map(String::strip)
                .filter(filter -> !filter.isEmpty())
                .toList();
        return new OwnBroker("tcp://" + parts.group(2) + ":" + port, all.isEmpty() ? HOUSE : all, "quickstart-" + run);
    }

    /** As the broker knows the source's task. */
    public String taskClientId() {
        return clientId + "-0";
    }
}
