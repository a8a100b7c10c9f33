// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the person asked for on the command line.
 *
 * @param duration how long the simulated house publishes
 * @param rate messages a second
 * @param afterwards whether the servers stay up after the proof
 */
record QuickstartOptions(Duration duration, int rate, Afterwards afterwards) {
    static final int MAX_RATE = 2000;

    /** The proof holds every message in memory. */
    static final int MAX_MESSAGES = 250_000;

    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})\\s*(s|m|h)");

    /** What happens to the servers when the proof is done. */
    enum Afterwards {
        STOP,
        KEEP
    }

    /** @throws IllegalArgumentException with one sentence for the person */
    static QuickstartOptions parse(List<String> arguments) {
        Duration duration = Duration.ofSeconds(60);
        int rate = 50;
        Afterwards afterwards = Afterwards.STOP;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--for" -> duration = duration(value(argument, rest));
                case "--rate" -> rate = rate(value(argument, rest));
                case "--keep" -> afterwards = Afterwards.KEEP;
                default ->
                    throw new IllegalArgumentException(
                            "Unknown option '" + argument + "'. Options are --for 60s, --rate N, --keep, --help.");
            }
        }
        return new QuickstartOptions(duration, bounded(rate, duration), afterwards);
    }

    private static int bounded(int rate, Duration duration) {
        if (rate * duration.toSeconds() > MAX_MESSAGES) {
            throw new IllegalArgumentException(rate + " messages a second for " + duration.toSeconds()
                    + " s are more than the " + MAX_MESSAGES
                    + " that the proof can hold: give a shorter --for or a lower --rate.");
        }
        return rate;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(
                    option + " needs a value, for example " + option + (option.equals("--for") ? " 60s." : " 50."));
        }
        return rest.next();
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
