// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static io.mqttmysql.sink.failure.FailureKind.CONFIGURATION;
import static io.mqttmysql.sink.failure.FailureKind.CONNECTION_LOST;
import static io.mqttmysql.sink.failure.FailureKind.SERVER_STATE;
import static io.mqttmysql.sink.failure.FailureKind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.failure.TransactionPhase;
import io.mqttmysql.sink.offset.Time;
import io.mqttmysql.sink.testing.FakeSinkTaskContext;
import io.mqttmysql.sink.testing.ManualTime;
import io.mqttmysql.sink.testing.Options;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class RetryLoopTest {
    private final ManualTime clock = new ManualTime();
    private final FakeSinkTaskContext context = new FakeSinkTaskContext();
    private final Deque<FailureKind> failures = new ArrayDeque<>();
    private final Time time = new Time() {
        @Override
        public long nanoTime() {
            return clock.now();
        }

        @Override
        public void await(Duration wait) {
            clock.await(wait);
        }
    };
    private TransactionPhase phase = TransactionPhase.BODY;
    private int attempts;

    @Test
    void triesAgainInPlaceWithShortPauses() {
        failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST, CONNECTION_LOST));

        assertThat(insist(retryLoop())).isTrue();

        assertThat(attempts).isEqualTo(4);
        assertThat(clock.waits()).containsExactly(Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(1));
        assertThat(context.timeouts()).isEmpty();
    }

    @Test
    void doesNotHoldConnectUpWhileThereIsNoServer() {
        phase = TransactionPhase.CONNECT;
        failures.add(CONNECTION_LOST);

        assertThat(insist(retryLoop())).isFalse();

        assertThat(attempts).isEqualTo(1);
        assertThat(context.timeouts()).hasSize(1);
    }

    @Test
    void thenAsksForTheNextPutAndWaitsLongerEachTime() {
        RetryLoop retryLoop = retryLoop();
        for (int delivery = 0; delivery < 3; delivery++) {
            failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST, CONNECTION_LOST, CONNECTION_LOST));
            assertThat(insist(retryLoop)).isFalse();
        }

        assertThat(context.timeouts()).containsExactly(500L, 1_000L, 2_000L);
    }

    @Test
    void startsWithTheShortestWaitAgainAfterSuccess() {
        RetryLoop retryLoop = retryLoop("max.retries", "0");
        failures.add(CONNECTION_LOST);
        assertThat(insist(retryLoop)).isFalse();
        assertThat(insist(retryLoop)).isTrue();
        failures.add(CONNECTION_LOST);
        assertThat(insist(retryLoop)).isFalse();

        assertThat(context.timeouts()).containsExactly(500L, 500L);
    }

    @Test
    void beginsNoAttemptBeyondTheBudget() {
        failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST));
        RetryLoop retryLoop = retryLoop("put.budget.ms", "60000");

        boolean isStored = retryLoop.insist(1, deadline(), () -> {
            clock.pass(Duration.ofSeconds(31));
            write();
        });

        assertThat(isStored).isFalse();

        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void waitsLongForAServerThatCannotWrite() {
        failures.add(SERVER_STATE);

        assertThat(insist(retryLoop())).isFalse();

        assertThat(attempts).isEqualTo(1);
        assertThat(context.timeouts()).containsExactly(4_000L);
    }

    @Test
    void waitsOutAMisfitAlsoBeforeAnythingWasWritten() {
        RetryLoop retryLoop = retryLoop();
        failures.addAll(List.of(CONFIGURATION, CONFIGURATION, CONFIGURATION));

        assertThat(insist(retryLoop)).isFalse();
        clock.pass(Duration.ofMinutes(4));
        assertThat(insist(retryLoop)).isFalse();
        clock.pass(Duration.ofMinutes(1));

        assertThatThrownBy(() -> insist(retryLoop)).isInstanceOf(ConnectException.class);
    }

    @Test
    void stopsAtOnceForAMisfitWhereThatIsAskedFor() {
        failures.add(CONFIGURATION);

        assertThatThrownBy(() -> insist(retryLoop("configuration.retry.ms", "0")))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void waitsOutAMisfitThatCameLaterForAWhile() {
        RetryLoop retryLoop = retryLoop();
        assertThat(insist(retryLoop)).isTrue();
        failures.addAll(List.of(CONFIGURATION, CONFIGURATION));

        assertThat(insist(retryLoop)).isFalse();
        clock.pass(Duration.ofMinutes(5));

        assertThatThrownBy(() -> insist(retryLoop)).isInstanceOf(ConnectException.class);
    }

    @Test
    void doesNotCountAnOutageAsTheTimeOfAMisfit() {
        RetryLoop retryLoop = retryLoop("max.retries", "0");
        assertThat(insist(retryLoop)).isTrue();
        failures.addAll(List.of(CONFIGURATION, CONNECTION_LOST, CONFIGURATION));
        assertThat(insist(retryLoop)).isFalse();
        assertThat(insist(retryLoop)).isFalse();
        clock.pass(Duration.ofMinutes(6));

        assertThat(insist(retryLoop)).isFalse();
    }

    @Test
    void givesUpOnAnOutageThatIsLongerThanAllowed() {
        RetryLoop retryLoop = retryLoop("max.retries", "0", "retry.timeout.ms", "60000");
        failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST));

        assertThat(insist(retryLoop)).isFalse();
        clock.pass(Duration.ofSeconds(61));

        assertThatThrownBy(() -> insist(retryLoop))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("retry.timeout.ms=60000");
    }

    @Test
    void waitsOutWhatItDoesNotKnowForAWhile() {
        RetryLoop retryLoop = retryLoop();
        assertThat(insist(retryLoop)).isTrue();
        failures.addAll(List.of(UNKNOWN, UNKNOWN));

        assertThat(insist(retryLoop)).isFalse();
        clock.pass(Duration.ofMinutes(5));

        assertThatThrownBy(() -> insist(retryLoop))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(
                        "what is not stored of this delivery stays in Kafka: reason (error 1, SQLState HY000)");
    }

    @Test
    void goesOnAtOnceWithWhatTheBudgetLeft() {
        SinkCounters counters = SinkCounters.of("house-0", time, DeliveryGuarantee.EXACTLY_ONCE);

        boolean isStored = retryLoop(counters).insist(1, deadline(), () -> {
            throw new BudgetSpent();
        });

        assertThat(isStored).isFalse();
        assertThat(context.timeouts()).containsExactly(1L);
        assertThat(counters.outage().count()).isZero();
    }

    /** The server takes rows again, if not all at once. */
    @Test
    void endsAnOutageWithTheFirstPartThatIsStored() {
        SinkCounters counters = SinkCounters.of("house-0", time, DeliveryGuarantee.AT_LEAST_ONCE);
        RetryLoop retryLoop = retryLoop(counters);
        failures.add(SERVER_STATE);
        insist(retryLoop);
        assertThat(counters.outage().count()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(5));

        retryLoop.insist(1, deadline(), () -> {
            throw new BudgetSpent();
        });
        clock.pass(Duration.ofSeconds(5));

        assertThat(counters.outage().total()).isEqualTo(Duration.ofSeconds(5));
    }

    /** Nothing is stored, and nobody else was faster: that must be seen. */
    @Test
    void callsItAnOutageWhenTheTimeIsNotEnoughForAnything() {
        SinkCounters counters = SinkCounters.of("house-0", time, DeliveryGuarantee.AT_LEAST_ONCE);

        boolean isStored = retryLoop(counters).insist(1, deadline(), () -> {
            attempts++;
            throw new TransactionFailed(FailureKind.CONFLICT, phase, new OutOfTime("to write"));
        });

        assertThat(isStored).isFalse();
        assertThat(attempts).isEqualTo(1);
        assertThat(counters.outage().count()).isEqualTo(1);
        assertThat(counters.outage().attempts()).isEqualTo(1);
    }

    @Test
    void endsAnOutageWhenNothingIsLeftToWrite() {
        SinkCounters counters = SinkCounters.of("house-0", time, DeliveryGuarantee.EXACTLY_ONCE);
        RetryLoop retryLoop = retryLoop(counters, "max.retries", "0", "retry.timeout.ms", "60000");
        failures.add(CONNECTION_LOST);
        assertThat(insist(retryLoop)).isFalse();

        retryLoop.idle();
        clock.pass(Duration.ofMinutes(10));
        failures.add(CONNECTION_LOST);

        assertThat(counters.outage().length()).isZero();
        assertThat(insist(retryLoop)).isFalse();
        assertThat(context.timeouts()).containsExactly(500L, 500L);
    }

    @Test
    void countsFailedAttemptsByKindAndTheTimeWithoutTheServer() {
        SinkCounters counters = SinkCounters.of("house-0", time, DeliveryGuarantee.EXACTLY_ONCE);
        RetryLoop retryLoop = retryLoop(counters);
        failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST));
        assertThat(insist(retryLoop)).isTrue();
        failures.add(SERVER_STATE);
        assertThat(insist(retryLoop)).isFalse();
        assertThat(counters.outage().attempts()).isEqualTo(1);
        failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST, CONNECTION_LOST, CONNECTION_LOST));
        assertThat(insist(retryLoop)).isFalse();
        assertThat(counters.outage().attempts()).isEqualTo(5);
        clock.pass(Duration.ofSeconds(7));

        assertThat(counters.transactions().failed(CONNECTION_LOST).sum()).isEqualTo(6);
        assertThat(counters.transactions().failed(SERVER_STATE).sum()).isEqualTo(1);
        assertThat(counters.outage().count()).isEqualTo(2);
        assertThat(counters.outage().length()).isEqualTo(Duration.ofMillis(8_200));
        assertThat(counters.outage().total()).isEqualTo(Duration.ofMillis(8_400));
        assertThat(counters.lastError().sentence()).startsWith("reason");
    }

    private RetryLoop retryLoop(String... settings) {
        return retryLoop(SinkCounters.of("house-0", time, DeliveryGuarantee.EXACTLY_ONCE), settings);
    }

    private RetryLoop retryLoop(SinkCounters counters, String... settings) {
        return new RetryLoop(Options.of(settings).retry(), "house-0", "", context, counters, time, () -> 0);
    }

    private boolean insist(RetryLoop retryLoop) {
        return retryLoop.insist(1, deadline(), this::write);
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), time);
    }

    private void write() throws TransactionFailed {
        attempts++;
        if (!failures.isEmpty()) {
            throw new TransactionFailed(failures.remove(), phase, new SQLException("reason", "HY000", 1));
        }
    }
}
