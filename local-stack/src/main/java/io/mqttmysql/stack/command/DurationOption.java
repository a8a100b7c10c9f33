// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number of seconds, minutes or hours, at least one: {@code 60s}. Any thread. */
public final class DurationOption implements ITypeConverter<Duration> {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})\\s*(s|m|h)");

    @Override
    public Duration convert(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new TypeConversionException(
                    text + " is not a duration: write a whole number and s, m or h, for example 60s or 5m.");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
