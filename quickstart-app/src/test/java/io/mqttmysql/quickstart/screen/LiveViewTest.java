// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);

    @Test
    void elsewhereThanOnATerminalALineComesEveryFiveSeconds() {
        LiveView view = new LiveView(out, LiveView.Style.PLAIN);
        for (int second = 0; second < 10; second++) {
            view.show(at(second, 100L * second));
        }

        assertThat(text().lines().filter(line -> line.contains("received")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith(
                        "   5 s  received 500 (100/s) -> in Kafka 500 (100/s) -> rows 500 (100/s) -> dead letters 7, 6 as rows")
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

    @Test
    void aSentenceStaysAboveThePictureThatIsDrawnAgainBelowIt() {
        LiveView view = new LiveView(out, LiveView.Style.TERMINAL);
        view.show(at(1, 10));
        long lines = drawnLines();
        screen.reset();
        view.say("MySQL is stopped");

        assertThat(text())
                .startsWith("\u001b[" + lines + "A\u001b[JMySQL is stopped\n")
                .contains("received 10 ");
        assertThat(drawnLines()).isEqualTo(1 + lines);
    }

    @Test
    void saysForHowLongMySqlIsAwayInEitherStyle() {
        new LiveView(out, LiveView.Style.PLAIN).show(Snapshots.away(7, Duration.ofSeconds(4)));
        assertThat(text()).contains("MySQL AWAY for 4 s");

        screen.reset();
        new LiveView(out, LiveView.Style.TERMINAL).show(Snapshots.away(7, Duration.ofSeconds(5)));
        assertThat(text()).contains("MySQL AWAY for 5 s");
    }

    @Test
    void whatOthersPublishIsNotCountedAsReceived() {
        for (LiveView.Style style : LiveView.Style.values()) {
            screen.reset();
            new LiveView(out, style).show(Snapshots.ofOthers(3));
            assertThat(text()).contains("in Kafka 3").doesNotContain("received");
        }
    }

    @Test
    void theLastPictureStays() {
        LiveView view = new LiveView(out, LiveView.Style.TERMINAL);
        view.showLast(at(1, 10));
        screen.reset();
        view.say("PROVED");

        assertThat(text()).isEqualTo("PROVED\n");
    }

    private long drawnLines() {
        return text().chars().filter(c -> c == '\n').count();
    }

    private String text() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private static Snapshot at(int second, long count) {
        return Snapshots.at(second, count);
    }
}
