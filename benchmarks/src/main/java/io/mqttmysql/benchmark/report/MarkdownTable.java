// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results for a terminal and for a page: Markdown, its columns aligned. */
public final class MarkdownTable {
    private static final List<String> HEAD =
            List.of("what", "by", "records/s: median (min – max)", "to the bare limit", "to Debezium", "rounds");
    private static final String NONE = "–";

    private MarkdownTable() {}

    public static String of(Results results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        String benchmark = "";
        for (Line line : results.lines()) {
            rows.add(row(results, line, line.benchmark().equals(benchmark) ? "" : line.benchmark()));
            benchmark = line.benchmark();
        }
        String note = results.full()
                ? ""
                : "A run smaller than the published ones: it shows that everything works, its figures say nothing.\n\n";
        return note + aligned(rows) + "\n\n" + results.machine().inWords() + ". " + versions(results.versions())
                + ".\n";
    }

    private static List<String> row(Results results, Line line, String benchmark) {
        String rate = Figures.rate(line.median());
        String range = Figures.rate(line.slowest()) + " – " + Figures.rate(line.fastest());
        return List.of(
                benchmark,
                line.contender(),
                line.rounds().size() == 1 ? rate : rate + " (" + range + ")",
                ratio(results.ratio(line, Role.LIMIT)),
                ratio(results.ratio(line, Role.PEER)),
                String.valueOf(line.rounds().size()));
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : NONE;
    }

    private static String versions(Map<String, String> versions) {
        return new TreeMap<>(versions)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String aligned(List<List<String>> rows) {
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        List<String> lines =
                rows.stream().map(row -> line(row, widths)).collect(Collectors.toCollection(ArrayList::new));
        lines.add(1, rule(widths));
        return String.join("\n", lines);
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths[column] - row.get(column).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String rule(int[] widths) {
        return IntStream.of(widths).mapToObj(width -> "-".repeat(width + 2)).collect(Collectors.joining("|", "|", "|"));
    }
}
