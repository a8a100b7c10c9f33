// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.step;

import static io.mqttmysql.sink.value.Missing.MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mqttmysql.sink.expression.ColumnExpression;
import io.mqttmysql.sink.testing.Bounds;
import io.mqttmysql.sink.value.BadValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for whatever a step is given. The seeds are fixed: what fails once fails again. */
class StepPropertiesTest {
    private static final int TRIES = 20_000;
    private static final String HOSTILE = "0123456789+-−.,eE%°℃VxX ;:/\u00a0\t\u0000²3\uD83D";

    private static Object apply(String steps, Object value, String zone) {
        Steps parsed = ColumnExpression.parse("payload " + steps).steps();
        LocalClock clock = LocalClock.silent(parsed.localTimes(), ZoneId.of(zone));
        return parsed.apply(value, new StepContext(text -> text, clock, null));
    }

    private static String text(Random random, String characters, int maxLength) {
        return random.ints(random.nextInt(maxLength + 1), 0, characters.length())
                .mapToObj(at -> characters.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "::", "aa"})
    void thePartsMakeTheText(String separator) {
        Random random = new Random(1);
        for (int i = 0; i < TRIES; i++) {
            String text = text(random, ";:ab", 12);
            List<String> parts = new ArrayList<>();
            Object part = new Split(separator, 0).apply(text, null);
            while (part != MISSING) {
                parts.add((String) part);
                part = new Split(separator, parts.size()).apply(text, null);
            }

            assertThat(String.join(separator, parts)).isEqualTo(text);
            for (int n = 1; n <= parts.size(); n++) {
                assertThat(new Split(separator, -n).apply(text, null)).isEqualTo(parts.get(parts.size() - n));
            }
            assertThat(new Split(separator, -parts.size() - 1).apply(text, null))
                    .isEqualTo(MISSING);
        }
    }

    @Test
    void arithmeticLosesNoDigit() {
        Random random = new Random(2);
        for (int i = 0; i < TRIES; i++) {
            BigDecimal value = new BigDecimal(new BigInteger(1 + random.nextInt(200), random), random.nextInt(60) - 30);
            BigDecimal scale = new BigDecimal(new BigInteger(1 + random.nextInt(40), random), random.nextInt(20));
            BigDecimal offset = new BigDecimal(new BigInteger(1 + random.nextInt(40), random), random.nextInt(20));
            String steps = "then scale " + scale.toPlainString() + " then offset -" + offset.toPlainString();

            assertThat((BigDecimal) apply(steps, value.toString(), "UTC"))
                    .isEqualByComparingTo(value.multiply(scale).subtract(offset));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "1e-1000000000", "1e2147483647", "-1e99999", "1e-1001"})
    void hugeExponentsDoNotFillTheMemory(String number) {
        assertThatThrownBy(() -> apply("then offset 1", number, "UTC")).isInstanceOf(BadValue.class);
        assertThatThrownBy(() -> apply("then scale 2", number, "UTC")).isInstanceOf(BadValue.class);
    }

    @Test
    void zeroHasNoExponent() {
        assertThat((BigDecimal) apply("then offset 1", "0e1000000000", "UTC")).isEqualByComparingTo("1");
    }

    /** A number is what stands there: nothing that has more digits than were read. */
    @Test
    void noDigitIsLeftUnread() {
        Random random = new Random(3);
        int numbers = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = text(random, HOSTILE, 9);
            try {
                BigDecimal number = (BigDecimal) apply("from number", text, "UTC");
                numbers++;
                String unit = text.replaceFirst("^[\\s\\h\\x00]*[+\\-−]?[0-9]*(\\.[0-9]*)?([eE][+\\-]?[0-9]+)?", "");
                assertThat(unit)
                        .as(text)
                        .doesNotContainPattern("[0-9](?<!\\p{L}[23])")
                        .doesNotContain(",");
                assertThat(new BigDecimal(number.toString())).isEqualTo(number);
            } catch (BadValue e) {
                assertThat(e.getMessage()).as(text).isNotBlank();
            }
        }
        assertThat(numbers).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo"})
    void aTruncatedTimeIsTheStartOfItsSpan(String zone) {
        Random random = new Random(4);
        ZoneId id = ZoneId.of(zone);
        for (int i = 0; i < TRIES; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextInt(1_000_000_000));
            Instant start = (Instant) apply("then truncate '15m'", instant, zone);

            ZonedDateTime local = start.atZone(id);
            assertThat(local.getMinute() % 15 + local.getSecond() + local.getNano())
                    .isZero();
            assertThat(Duration.between(start, instant))
                    .isBetween(Duration.ZERO, Duration.ofMinutes(15).minusNanos(1));
            assertThat(apply("then truncate '15m'", start, zone)).isEqualTo(start);
        }
    }

    @Test
    void anHourThatCameTwiceStaysTwo() {
        assertThat(apply("then truncate '1h'", Instant.parse("2026-10-25T00:40:00Z"), "Europe/Berlin"))
                .isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
        assertThat(apply("then truncate '1h'", Instant.parse("2026-10-25T01:40:00Z"), "Europe/Berlin"))
                .isEqualTo(Instant.parse("2026-10-25T01:00:00Z"));
        assertThat(apply("then truncate '1d'", Instant.parse("2026-10-25T12:00:00Z"), "Europe/Berlin"))
                .isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
    }

    /** Others would try every way to take the text to pieces, which are more than there is time for. */
    @Test
    void anExpressionTakesAHostileTextInOneGo() {
        String text = "a".repeat(100_000) + "!";

        assertTimeoutPreemptively(Bounds.STEP, () -> {
            assertThat(apply("from match '^(a+)+$'", text, "UTC")).isEqualTo(MISSING);
            assertThat(apply("from match '(a|aa)+(b|$)' 0", text, "UTC")).isEqualTo(MISSING);
            assertThat(apply("from match '(x+x+)+y'", "x".repeat(100_000), "UTC"))
                    .isEqualTo(MISSING);
        });
    }
}
