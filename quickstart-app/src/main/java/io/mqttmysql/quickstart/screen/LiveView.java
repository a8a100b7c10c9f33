// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import io.mqttmysql.stack.ConnectClient;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The screen: sentences that stay, and below them where the messages are, drawn over itself on a terminal, one line
 * every few seconds elsewhere. Any thread.
 */
public final class LiveView {
    /** How the screen takes it. */
    public enum Style {
        TERMINAL,
        PLAIN
    }

    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    // a line that is longer than the terminal is wide is cut by it, so that as many lines are drawn as are drawn over
    private static final String CUT_LINES = "\u001b[?7l";
    private static final String WRAP_LINES = "\u001b[?7h";
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream out;
    private final Style style;
    // guarded by this
    private List<String> picture = List.of();
    private int drawnLines;
    private Snapshot previous;
    private Duration lastPlainLine = Duration.ofSeconds(-1).minus(PLAIN_INTERVAL);
    private boolean stopped;

    public LiveView(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** A sentence that stays on the screen, above what is drawn. */
    public synchronized void say(String sentence) {
        if (drawnLines == 0 || stopped) {
            out.println(sentence);
            return;
        }
        out.print(String.format(UP, drawnLines) + CLEAR_BELOW);
        out.println(sentence);
        drawnLines = 0;
        draw();
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
            now.database().newest().stream().limit(1).forEach(row -> out.println("        newest: " + row));
            previous = now;
        }
    }

    /** The state after which nothing changes any more, complete, with the rates of the whole time. It stays. */
    synchronized void showLast(Snapshot now) {
        if (stopped) {
            return;
        }
        previous = null;
        if (style == Style.TERMINAL) {
            draw(now);
        } else {
            plainLine(now);
            now.database().newest().forEach(row -> out.println("        newest: " + row));
        }
        drawnLines = 0;
        picture = List.of();
    }

    /** Whatever else is printed from now on is not drawn over. */
    public synchronized void stop() {
        stopped = true;
    }

    private void plainLine(Snapshot now) {
        out.println(String.format(
                Locale.ROOT,
                "%4d s  %sin Kafka %d (%s) -> rows %d (%s) -> dead letters %d, %d as rows%s   (%s)",
                now.elapsed().toSeconds(),
                now.received().isPresent()
                        ? "received " + now.received().getAsLong() + " (" + receivedRate(now) + ") -> "
                        : "",
                now.inKafka(),
                kafkaRate(now),
                now.database().stored(),
                rowRate(now),
                now.deadLetters(),
                now.database().deadLetters(),
                now.mySqlAway().map(LiveView::away).orElse(""),
                now.database().tables()));
    }

    private static String away(Duration time) {
        return "   MySQL AWAY for " + time.toSeconds() + " s";
    }

    private void draw(Snapshot now) {
        picture = lines(now);
        draw();
    }

    private void draw() {
        StringBuilder screen = new StringBuilder(CUT_LINES);
        if (drawnLines > 0) {
            screen.append(String.format(UP, drawnLines));
        }
        picture.forEach(line -> screen.append(CLEAR_LINE).append(line).append('\n'));
        for (int i = picture.size(); i < drawnLines; i++) {
            screen.append(CLEAR_LINE).append('\n');
        }
        drawnLines = Math.max(drawnLines, picture.size());
        out.print(screen.append(WRAP_LINES));
        out.flush();
    }

    private List<String> lines(Snapshot now) {
        boolean known = now.received().isPresent();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                "  %sin Kafka %-7d -> rows %-7d -> dead letters %d, %d as rows",
                known ? String.format("received %-7d -> ", now.received().getAsLong()) : "",
                now.inKafka(),
                now.database().stored(),
                now.deadLetters(),
                now.database().deadLetters()));
        lines.add(String.format(
                "  %s%8s %-7s    %4s %-7s    after %d s%s",
                known ? String.format("%8s %-7s    ", "", receivedRate(now)) : "",
                "",
                kafkaRate(now),
                "",
                rowRate(now),
                now.elapsed().toSeconds(),
                now.mySqlAway().map(LiveView::away).orElse("")));
        lines.add("  " + now.database().tables());
        lines.add("  " + inWords(now.connectors()));
        lines.add("");
        now.database().newest().forEach(row -> lines.add("  " + row));
        return lines;
    }

    public static String inWords(List<ConnectClient.Status> connectors) {
        return connectors.stream()
                .map(status -> status.connector() + " " + status.inWords())
                .collect(Collectors.joining("   "));
    }

    private String receivedRate(Snapshot now) {
        OptionalLong before = previous == null ? OptionalLong.empty() : previous.received();
        return rate(now, now.received().orElse(0), before.orElse(0));
    }

    private String kafkaRate(Snapshot now) {
        return rate(now, now.inKafka(), previous == null ? 0 : previous.inKafka());
    }

    private String rowRate(Snapshot now) {
        return rate(
                now,
                now.database().stored(),
                previous == null ? 0 : previous.database().stored());
    }

    private String rate(Snapshot now, long count, long before) {
        Duration since = previous == null ? now.elapsed() : now.elapsed().minus(previous.elapsed());
        return since.isZero() ? "0/s" : Math.round((count - before) * 1000.0 / since.toMillis()) + "/s";
    }
}
