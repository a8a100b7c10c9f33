// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows where the messages are: drawn over itself on a terminal, one line every few seconds elsewhere. Safe for use by
 * several threads, of which one may {@link #stop} it.
 */
final class LiveView {
    /** How the screen takes it. */
    enum Style {
        TERMINAL,
        PLAIN
    }

    /**
     * @param inKafka records in the topic
     * @param rows by table
     * @param newest rows, in words
     * @param connectors with the states of connector and tasks
     */
    record Snapshot(
            Duration elapsed,
            long received,
            long inKafka,
            Map<String, Long> rows,
            long deadLettered,
            List<String> newest,
            List<String> connectors) {
        long stored() {
            return HomeDatabase.HISTORY.stream()
                    .mapToLong(table -> rows.getOrDefault(table, 0L))
                    .sum();
        }

        private String tables() {
            return rows.entrySet().stream()
                    .map(table -> table.getKey() + " " + table.getValue())
                    .collect(Collectors.joining("  "));
        }
    }

    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    // a line that is longer than the terminal is wide is cut by it, so that as many lines are drawn as are drawn over
    private static final String CUT_LINES = "\u001b[?7l";
    private static final String WRAP_LINES = "\u001b[?7h";
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[2K";

    private final PrintStream out;
    private final Style style;
    // guarded by this
    private int drawnLines;
    private Snapshot previous;
    private Duration lastPlainLine = Duration.ofSeconds(-1).minus(PLAIN_INTERVAL);
    private boolean stopped;

    LiveView(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    synchronized void show(Snapshot now) {
        if (stopped) {
            return;
        }
        if (style == Style.TERMINAL) {
            draw(now);
            previous = now;
        } else if (now.elapsed().minus(lastPlainLine).compareTo(PLAIN_INTERVAL) >= 0) {
            lastPlainLine = now.elapsed();
            plainLine(now);
            now.newest().stream().limit(1).forEach(row -> out.println("        newest: " + row));
            previous = now;
        }
    }

    /** The state after which nothing changes any more, complete, with the rates of the whole time. */
    synchronized void showLast(Snapshot now) {
        if (stopped) {
            return;
        }
        previous = null;
        if (style == Style.TERMINAL) {
            draw(now);
        } else {
            plainLine(now);
            now.newest().forEach(row -> out.println("        newest: " + row));
        }
    }

    /** Whatever else is printed from now on is not drawn over. */
    synchronized void stop() {
        stopped = true;
    }

    private void plainLine(Snapshot now) {
        out.println(String.format(
                Locale.ROOT,
                "%4d s  received %d (%s) -> in Kafka %d -> rows %d (%s) -> dead letters %d   (%s)",
                now.elapsed().toSeconds(),
                now.received(),
                rate(now, now.received(), previous == null ? 0 : previous.received()),
                now.inKafka(),
                now.stored(),
                rate(now, now.stored(), previous == null ? 0 : previous.stored()),
                now.deadLettered(),
                now.tables()));
    }

    private void draw(Snapshot now) {
        List<String> lines = lines(now);
        StringBuilder screen = new StringBuilder(CUT_LINES);
        if (drawnLines > 0) {
            screen.append(String.format(UP, drawnLines));
        }
        lines.forEach(line -> screen.append(CLEAR_LINE).append(line).append('\n'));
        for (int i = lines.size(); i < drawnLines; i++) {
            screen.append(CLEAR_LINE).append('\n');
        }
        drawnLines = Math.max(drawnLines, lines.size());
        out.print(screen.append(WRAP_LINES));
        out.flush();
    }

    private List<String> lines(Snapshot now) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                "  received %-7d -> in Kafka %-7d -> rows %-7d -> dead letters %d",
                now.received(), now.inKafka(), now.stored(), now.deadLettered()));
        lines.add(String.format(
                "  %8s %-7s    %8s %-7s    %4s %-7s    after %d s",
                "",
                rate(now, now.received(), previous == null ? 0 : previous.received()),
                "",
                rate(now, now.inKafka(), previous == null ? 0 : previous.inKafka()),
                "",
                rate(now, now.stored(), previous == null ? 0 : previous.stored()),
                now.elapsed().toSeconds()));
        lines.add("  " + now.tables());
        lines.add("  " + String.join("   ", now.connectors()));
        lines.add("");
        now.newest().forEach(row -> lines.add("  " + row));
        return lines;
    }

    private String rate(Snapshot now, long count, long before) {
        Duration since = previous == null ? now.elapsed() : now.elapsed().minus(previous.elapsed());
        return since.isZero() ? "0/s" : Math.round((count - before) * 1000.0 / since.toMillis()) + "/s";
    }
}
