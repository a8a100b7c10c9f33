// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** "Did you mean": the known word that differs from a mistyped one in two letters at most, case apart. */
public final class Suggestion {
    private static final int MAX_DISTANCE = 2;

    private Suggestion() {}

    /** Short words are like everything, so they tolerate less. */
    public static Optional<String> closest(String word, Collection<String> known) {
        int tolerated = Math.min(MAX_DISTANCE, word.length() / 2);
        return new TreeSet<>(known)
                .stream()
                        .filter(candidate -> distance(word, candidate) <= tolerated)
                        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** The end of a sentence: the closest known word, or all there are. */
    public static String sentence(String word, Collection<String> known) {
        return closest(word, known)
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElseGet(() -> "; there are: " + String.join(", ", new TreeSet<>(known)));
    }

    /** Insertions, deletions, changed letters and swapped neighbours (optimal string alignment), case apart. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > MAX_DISTANCE) {
            return MAX_DISTANCE + 1;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean isSwapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
