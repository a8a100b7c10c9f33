// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows where the messages are: drawn over itself on a terminal, one line every few seconds elsewhere. One thread. */
final class LiveView {
    /** How the screen takes it. */
    enum Style {
        TERMINAL,
        PLAIN
    }

    /** @param inKafka records in the topic; {@code rows} by table; {@code newest} rows in words */
    record Snapshot(
            Duration elapsed,
            long received,
            long inKafka,
            Map<String, Long> rows,
            long deadLettered,
            List<String> newest) {
        long stored() {
            return HomeDatabase.HISTORY.stream()
                    .mapToLong(table -> rows.getOrDefault(table, 0L))
                    .sum();
        }
    }

    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private final PrintStream out;
    private final Style style;
    private int drawnLines;
    private Snapshot previous;
    private Duration lastPlainLine = Duration.ofSeconds(-1).minus(PLAIN_INTERVAL);

    LiveView(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    void show(Snapshot now) {
        if (style == Style.TERMINAL) {
            draw(now);
            previous = now;
        } else if (now.elapsed().minus(lastPlainLine).compareTo(PLAIN_INTERVAL) >= 0) {
            lastPlainLine = now.elapsed();
            out.println(String.format(
                    Locale.ROOT,
                    "%4d s  received %d (%s/s) -> in Kafka %d -> rows %d (%s/s) -> dead letters %d   %s",
                    now.elapsed().toSeconds(),
                    now.received(),
                    rate(now, now.received(), previous == null ? 0 : previous.received()),
                    now.inKafka(),
                    now.stored(),
                    rate(now, now.stored(), previous == null ? 0 : previous.stored()),
                    now.deadLettered(),
                    now.rows()));
            now.newest().stream().limit(1).forEach(row -> out.println("        newest: " + row));
            previous = now;
        }
    }

    private void draw(Snapshot now) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "  received %-8d  ->  in Kafka %-8d ->  rows %-8d    dead letters %d",
                now.received(), now.inKafka(), now.stored(), now.deadLettered()));
        lines.add(String.format(
                "  %8s/s            %8s/s          %8s/s       %d s",
                rate(now, now.received(), previous == null ? 0 : previous.received()),
                rate(now, now.inKafka(), previous == null ? 0 : previous.inKafka()),
                rate(now, now.stored(), previous == null ? 0 : previous.stored()),
                now.elapsed().toSeconds()));
        StringBuilder tables = new StringBuilder("  tables  ");
        now.rows()
                .forEach((table, count) -> tables.append(' ')
                        .append(table)
                        .append(' ')
                        .append(count)
                        .append(' '));
        lines.add(tables.toString());
        lines.add("  newest rows");
        now.newest().forEach(row -> lines.add("    " + row));
        StringBuilder screen = new StringBuilder();
        if (drawnLines > 0) {
            screen.append("\u001b[").append(drawnLines).append('A');
        }
        lines.forEach(line -> screen.append("\u001b[2K")
                .append(line, 0, Math.min(line.length(), 150))
                .append('\n'));
        drawnLines = Math.max(drawnLines, lines.size());
        for (int i = lines.size(); i < drawnLines; i++) {
            screen.append("\u001b[2K\n");
        }
        out.print(screen);
        out.flush();
    }

    private String rate(Snapshot now, long count, long before) {
        Duration since = previous == null ? now.elapsed() : now.elapsed().minus(previous.elapsed());
        return since.isZero() ? "0" : String.valueOf(Math.round((count - before) * 1000.0 / since.toMillis()));
    }
}
