// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The person's MQTT broker, and who the source is there.
 *
 * @param clientId as configured; the source's only task appends its number
 */
public record OwnBroker(String uri, List<String> filters, String clientId, BrokerLogin login) {
    static final List<String> HOUSE = List.of("Home/#");

    /** How long the broker keeps the session when nobody can end it any longer. */
    public static final int SESSION_EXPIRY_SECONDS = 60;

    /** By scheme, where the address has none. */
    private static final Map<String, String> PORTS = Map.of("tcp", "1883", "ssl", "8883");

    private static final Pattern URI =
            Pattern.compile("([a-z]+)://([^/?#\\s@:]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?/?");

    /**
     * @param filters each may be several, separated by commas
     * @param run what tells this run's names from those of others
     * @throws IllegalArgumentException with one sentence for the person
     */
    static OwnBroker parse(String uri, List<String> filters, BrokerLogin login, String run) {
        if (uri.contains("@")) {
            throw new IllegalArgumentException(
                    "--mqtt has a user in its address: give the user by --mqtt-user and the password by"
                            + " --mqtt-password-file.");
        }
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "--mqtt " + uri + " is not the address of a broker: write tcp://host:1883 or ssl://host:8883.");
        }
        String scheme = parts.group(1);
        if (!PORTS.containsKey(scheme)) {
            throw new IllegalArgumentException("--mqtt " + uri + " has the scheme " + scheme
                    + ", and only tcp and ssl are known here: write tcp://host:1883 or ssl://host:8883.");
        }
        if (login.authorities().isPresent() && !scheme.equals("ssl")) {
            throw new IllegalArgumentException(
                    "--mqtt-ca goes with ssl://host:8883: a broker at tcp:// shows no certificate.");
        }
        String port = parts.group(3) == null ? PORTS.get(scheme) : parts.group(3);
        List<String> all = filters.stream()
                .flatMap(some -> Arrays.stream(some.split(",")))
                .map(String::strip)
                .filter(filter -> !filter.isEmpty())
                .toList();
        return new OwnBroker(
                scheme + "://" + parts.group(2) + ":" + port, all.isEmpty() ? HOUSE : all, "quickstart-" + run, login);
    }

    /** As the broker knows the source's task. */
    public String taskClientId() {
        return clientId + "-0";
    }
}
