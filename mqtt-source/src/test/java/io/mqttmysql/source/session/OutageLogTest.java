// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.ProtocolVersion;
import io.mqttmysql.source.session.LinkException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

class OutageLogTest {
    private final LinkException away = new LinkException(Kind.UNREACHABLE, "Connection refused");
    private final LinkException no = new LinkException(Kind.REFUSED, "not authorized (0x87)");
    private static final String SERVER = "tcp://broker:1883";

    private final LinkedBlockingQueue<SubstituteLoggingEvent> events = new LinkedBlockingQueue<>();
    private long now = 7;
    private final OutageLog outages = new OutageLog("house-0", () -> now, new SubstituteLogger("test", events, false));

    @Test
    void saysOnceThatTheBrokerIsAwayAndThenEveryTenMinutes() {
        for (int second = 0; second < 3600; second++) {
            outages.failed(SERVER, away, true);
            pass(Duration.ofSeconds(1));
        }

        List<String> lines = lines(Level.WARN);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .isEqualTo("house-0 - no link to tcp://broker:1883: Connection refused; trying again"
                        + " until it is back");
        assertThat(lines.get(1)).contains(SERVER + ", for 10 minutes: Connection refused");
    }

    /** A message that breaks every link comes again with each. */
    @Test
    void showsOnceWhereAFaultLies() {
        IllegalStateException fault = new IllegalStateException("no place");
        for (int link = 0; link < 100; link++) {
            outages.failed(SERVER, new LinkException(Kind.LOST, "a fault of this connector", fault), true);
            pass(Duration.ofMinutes(11));
            connect();
        }

        assertThat(events)
                .filteredOn(event -> event.getThrowable() != null)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getLevel()).isEqualTo(Level.ERROR);
                    assertThat(event.getThrowable()).isSameAs(fault);
                });
    }

    @Test
    void saysAtOnceThatTheReasonChanged() {
        outages.failed(SERVER, away, true);
        pass(Duration.ofMinutes(2));
        outages.failed(SERVER, no, true);
        outages.failed(SERVER, no, true);
        pass(Duration.ofMinutes(2));
        outages.failed(SERVER, away, true);

        assertThat(lines(Level.ERROR, Level.WARN))
                .satisfiesExactly(
                        line -> assertThat(line).contains("Connection refused"),
                        line -> assertThat(line).contains("refuses this task", "not authorized (0x87)"),
                        line -> assertThat(line).contains("for 4 minutes: Connection refused"));
    }

    @Test
    void callsANoAnErrorOnlyOnceTheTaskWorked() {
        outages.failed(SERVER, no, false);
        assertThat(lines(Level.ERROR)).isEmpty();
        connect();

        for (int second = 0; second < 1200; second++) {
            outages.failed(SERVER, no, true);
            pass(Duration.ofSeconds(1));
        }

        assertThat(lines(Level.ERROR)).hasSize(2).allMatch(line -> line.contains("session expires"));
    }

    @Test
    void isNotMovedByReasonsThatTakeTurns() {
        for (int second = 0; second < 60; second++) {
            outages.failed(SERVER, away, true);
            outages.failed("tcp://other:1883", no, true);
            outages.failed(SERVER, no, true);
            pass(Duration.ofSeconds(1));
        }

        assertThat(lines(Level.ERROR, Level.WARN)).hasSize(3);
    }

    @Test
    void isNotMovedByAReasonThatIsNeverTheSame() {
        for (int second = 0; second < 500; second++) {
            outages.failed(SERVER, new LinkException(Kind.LOST, "ticket " + second), true);
            outages.failed(SERVER, new LinkException(Kind.LOST, "x".repeat(second)), true);
            pass(Duration.ofSeconds(1));
        }

        assertThat(lines(Level.WARN)).hasSizeLessThan(200);
    }

    @Test
    void beginsAnewAfterALink() {
        outages.failed(SERVER, away, true);
        connect();
        outages.failed(SERVER, away, true);

        assertThat(lines(Level.WARN)).hasSize(2);
        assertThat(lines(Level.INFO)).singleElement().asString().contains("connected to", "after 0 s");
    }

    private void connect() {
        outages.connected(
                new MqttLink.Request(1, SERVER, MqttLink.Start.RESUME, 20, ProtocolVersion.MQTT_5, Duration.ZERO),
                SessionState.NEW);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private List<String> lines(Level... levels) {
        return events.stream()
                .filter(event -> Stream.of(levels).anyMatch(level -> level == event.getLevel()))
                .map(event -> MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
                        .getMessage())
                .toList();
    }
}
