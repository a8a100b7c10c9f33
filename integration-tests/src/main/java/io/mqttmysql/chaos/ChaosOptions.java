// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.history.Promise;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the person asked for on the command line.
 *
 * @param duration how long faults happen
 * @param seed of the readings, and of which fault happens when and for how long
 * @param faults beginnings of names; empty for all
 * @param rate readings a second
 */
record ChaosOptions(Duration duration, long seed, List<String> faults, Promise promise, int rate) {
    static final int MAX_RATE = 2000;

    /** The history is held in memory. */
    static final long MAX_READINGS = 2_000_000;

    private static final Pattern DURATION = Pattern.compile("(\\d{1,4})(s|m|h)");
    private static final String OPTIONS =
            "Options are --for 10m, --seed N, --faults NAME[,NAME...], --guarantee at_least_once|exactly_once, --rate N.";

    /**
     * @param seed where none is given
     * @throws IllegalArgumentException with one sentence for the person
     */
    static ChaosOptions parse(List<String> arguments, long seed) {
        ChaosOptions options = new ChaosOptions(Duration.ofMinutes(10), seed, List.of(), Promise.EXACTLY_ONCE, 200);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        if (options.rate * options.duration.toSeconds() > MAX_READINGS) {
            throw new IllegalArgumentException(options.rate + " readings a second for " + options.duration.toSeconds()
                    + " s are more than the " + MAX_READINGS
                    + " that the history can hold: give a shorter --for or a lower --rate.");
        }
        return options;
    }

    private ChaosOptions with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--for" -> new ChaosOptions(duration(value(option, rest)), seed, faults, promise, rate);
            case "--seed" ->
                new ChaosOptions(duration, number(option, value(option, rest), Long.MAX_VALUE), faults, promise, rate);
            case "--faults" ->
                new ChaosOptions(
                        duration, seed, Arrays.asList(value(option, rest).split("\\s*,\\s*")), promise, rate);
            case "--guarantee" -> new ChaosOptions(duration, seed, faults, promise(value(option, rest)), rate);
            case "--rate" ->
                new ChaosOptions(duration, seed, faults, promise, (int) number(option, value(option, rest), MAX_RATE));
            default -> throw new IllegalArgumentException("Unknown option '" + option + "'. " + OPTIONS);
        };
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value. " + OPTIONS);
        }
        return rest.next();
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("--for " + text
                    + " is not a duration: write a whole number and s, m or h, for example 60s or 10m.");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static long number(String option, String text, long most) {
        if (text.matches("\\d{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(option + " " + text + " is not a whole number from 1 to " + most + ".");
    }

    private static Promise promise(String text) {
        return Arrays.stream(Promise.values())
                .filter(promise -> promise.setting().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--guarantee " + text + " is none of delivery.guarantee: at_least_once, exactly_once."));
    }
}
