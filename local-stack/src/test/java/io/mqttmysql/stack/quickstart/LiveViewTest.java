// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);

    @Test
    void elsewhereThanOnATerminalALineComesEveryFiveSeconds() {
        LiveView view = new LiveView(out, LiveView.Style.PLAIN);
        for (int second = 0; second < 10; second++) {
            view.show(at(second, 100 * second));
        }

        assertThat(text().lines().filter(line -> line.contains("received")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("   5 s  received 500 (100/s) -> in Kafka 500 -> rows 500 (100/s) -> dead letters 7")
                .contains("climate 500");
        assertThat(text()).doesNotContain("\u001b");
    }

    @Test
    void theLastStateIsShownWheneverItComesWithTheNewestRowOfEveryTable() {
        LiveView view = new LiveView(out, LiveView.Style.PLAIN);
        view.show(at(0, 0));
        view.showLast(at(1, 42));

        assertThat(text()).contains("received 42 ").contains("a row of climate").contains("a row of energy");
    }

    @Test
    void onATerminalEachPictureIsDrawnOverTheOneBeforeHoweverNarrowItIs() {
        LiveView view = new LiveView(out, LiveView.Style.TERMINAL);
        view.show(at(1, 10));
        long lines = drawnLines();
        screen.reset();
        view.show(at(2, 30));

        assertThat(text()).startsWith("\u001b[?7l\u001b[" + lines + "A").endsWith("\u001b[?7h");
        assertThat(drawnLines()).isEqualTo(lines);
        assertThat(text()).contains("received 30 ").contains("20/s").contains("mysql-sink RUNNING");
    }

    @Test
    void drawsNothingOverLastWords() {
        LiveView view = new LiveView(out, LiveView.Style.TERMINAL);
        view.stop();
        view.show(at(1, 10));
        view.showLast(at(1, 10));

        assertThat(text()).isEmpty();
    }

    private long drawnLines() {
        return text().chars().filter(c -> c == '\n').count();
    }

    private String text() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private static LiveView.Snapshot at(int second, long count) {
        return new LiveView.Snapshot(
                Duration.ofSeconds(second),
                count,
                count,
                Map.of("climate", count),
                7,
                List.of("a row of climate", "a row of energy"),
                List.of("mqtt-source RUNNING, tasks [RUNNING]", "mysql-sink RUNNING, tasks [RUNNING]"));
    }
}
