// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import java.util.Locale;

/** Numbers for people. */
public final class Figures {
    private Figures() {}

    /** For example {@code 200 000}. */
    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** Three digits that count, for example {@code 48 300}: the rest is noise. */
    static String rate(double perSecond) {
        long step = Math.max(1, Math.round(Math.pow(10, Math.floor(Math.log10(perSecond)) - 2)));
        return whole(Math.round(perSecond / step) * step);
    }
}
