// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import java.time.Duration;
import java.util.Locale;

/** So many records in so much time. */
public record Measurement(long records, Duration time) {
    public Measurement {
        if (records <= 0 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(records + " records in " + time + " are not a measurement");
        }
    }

    public double perSecond() {
        return records / seconds();
    }

    double seconds() {
        return time.toNanos() / 1e9;
    }

    public String inWords() {
        return String.format(
                Locale.ROOT,
                "%s records/s (%s in %.1f s)",
                Figures.rate(perSecond()),
                Figures.whole(records),
                seconds());
    }
}
