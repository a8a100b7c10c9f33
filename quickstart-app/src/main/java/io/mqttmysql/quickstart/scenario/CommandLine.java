// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The person's words, taken apart and each checked by itself. What they mean together, {@link Scenario} decides.
 *
 * @param values of the options that take one, in the order they were given
 * @param flags the options that take none
 */
public record CommandLine(Map<String, List<String>> values, Set<String> flags) {
    static final String FOR = "--for";
    static final String RATE = "--rate";
    static final String NO_FAULTS = "--no-faults";
    static final String KEEP = "--keep";
    static final String MQTT = "--mqtt";
    static final String FILTER = "--filter";
    static final String SIMULATE = "--simulate";
    static final String MYSQL = "--mysql";
    static final String USER = "--user";
    static final String PASSWORD_FILE = "--password-file";
    static final String CONFIG = "--config";
    static final String TABLES = "--tables";

    static final int MAX_RATE = 2000;

    private static final Set<String> FLAGS = Set.of(NO_FAULTS, KEEP, SIMULATE);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})\\s*(s|m|h)");

    /** Each with an example of its value. */
    private static final Map<String, String> VALUED = Map.of(
            FOR, "60s",
            RATE, "50",
            MQTT, "tcp://broker:1883",
            FILTER, "'Home/#'",
            MYSQL, "jdbc:mysql://db:3306/",
            USER, "anna",
            PASSWORD_FILE, "mysql-password.txt",
            CONFIG, "my-sink.json",
            TABLES, "my-tables.sql");

    /** @throws IllegalArgumentException with one sentence for the person */
    public static CommandLine parse(List<String> arguments) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, String> flags = new HashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (FLAGS.contains(option)) {
                flags.put(option, option);
            } else if (VALUED.containsKey(option)) {
                values.computeIfAbsent(option, name -> new ArrayList<>()).add(value(option, rest));
            } else {
                throw new IllegalArgumentException(
                        "Unknown option '" + option + "': ./quickstart --help lists the options.");
            }
        }
        return new CommandLine(Map.copyOf(values), Set.copyOf(flags.keySet()));
    }

    private static String value(String option, Iterator<String> rest) {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isBlank() || VALUED.containsKey(value) || FLAGS.contains(value)) {
            throw new IllegalArgumentException(
                    option + " needs a value, for example " + option + " " + VALUED.get(option) + ".");
        }
        return value;
    }

    boolean has(String option) {
        return flags.contains(option) || values.containsKey(option);
    }

    /** The last that was given. */
    Optional<String> value(String option) {
        List<String> given = all(option);
        return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
    }

    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    Optional<Duration> duration() {
        return value(FOR).map(CommandLine::duration);
    }

    /** Messages a second. */
    int rate() {
        return value(RATE).map(CommandLine::rate).orElse(50);
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "--for " + text + " is not a duration: write a whole number and s, m or h, for example 60s or 5m.");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static int rate(String text) {
        if (text.matches("\\d{1,5}")) {
            int rate = Integer.parseInt(text);
            if (rate >= 1 && rate <= MAX_RATE) {
                return rate;
            }
        }
        throw new IllegalArgumentException(
                "--rate " + text + " is not a number of messages a second between 1 and " + MAX_RATE + ".");
    }
}
