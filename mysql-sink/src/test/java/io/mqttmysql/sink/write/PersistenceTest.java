// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static io.mqttmysql.sink.failure.FailureKind.CONFIGURATION;
import static io.mqttmysql.sink.failure.FailureKind.CONNECTION_LOST;
import static io.mqttmysql.sink.failure.FailureKind.SERVER_STATE;
import static io.mqttmysql.sink.failure.FailureKind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.failure.FailureKind;
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
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class PersistenceTest {
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

        insist(persistence());

        assertThat(attempts).isEqualTo(4);
        assertThat(clock.waits()).containsExactly(Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(1));
        assertThat(context.timeouts()).isEmpty();
    }

    @Test
    void doesNotHoldConnectUpWhileThereIsNoServer() {
        phase = TransactionPhase.CONNECT;
        failures.add(CONNECTION_LOST);

        assertThatThrownBy(() -> insist(persistence())).isInstanceOf(RetriableException.class);

        assertThat(attempts).isEqualTo(1);
        assertThat(context.timeouts()).hasSize(1);
    }

    @Test
    void thenGivesTheRecordsBackAndWaitsLongerEachTime() {
        Persistence persistence = persistence();
        for (int delivery = 0; delivery < 3; delivery++) {
            failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST, CONNECTION_LOST, CONNECTION_LOST));
            assertThatThrownBy(() -> insist(persistence)).isInstanceOf(RetriableException.class);
        }

        assertThat(context.timeouts()).containsExactly(500L, 1_000L, 2_000L);
    }

    @Test
    void startsWithTheShortestWaitAgainAfterSuccess() {
        Persistence persistence = persistence("max.retries", "0");
        failures.add(CONNECTION_LOST);
        assertThatThrownBy(() -> insist(persistence)).isInstanceOf(RetriableException.class);
        insist(persistence);
        failures.add(CONNECTION_LOST);
        assertThatThrownBy(() -> insist(persistence)).isInstanceOf(RetriableException.class);

        assertThat(context.timeouts()).containsExactly(500L, 500L);
    }

    @Test
    void beginsNoAttemptBeyondTheBudget() {
        failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST));
        Persistence persistence = persistence("put.budget.ms", "60000");

        assertThatThrownBy(() -> persistence.insist(1, budget -> {
                    clock.pass(Duration.ofSeconds(31));
                    return write();
                }))
                .isInstanceOf(RetriableException.class);

        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void waitsLongForAServerThatCannotWrite() {
        failures.add(SERVER_STATE);

        assertThatThrownBy(() -> insist(persistence())).isInstanceOf(RetriableException.class);

        assertThat(attempts).isEqualTo(1);
        assertThat(context.timeouts()).containsExactly(4_000L);
    }

    @Test
    void stopsAtOnceForAMisfitBeforeAnythingWasWritten() {
        failures.add(CONFIGURATION);

        assertThatThrownBy(() -> insist(persistence()))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class);
    }

    @Test
    void waitsOutAMisfitThatCameLaterForAWhile() {
        Persistence persistence = persistence();
        insist(persistence);
        failures.addAll(List.of(CONFIGURATION, CONFIGURATION));

        assertThatThrownBy(() -> insist(persistence)).isInstanceOf(RetriableException.class);
        clock.pass(Duration.ofMinutes(5));

        assertThatThrownBy(() -> insist(persistence)).isNotInstanceOf(RetriableException.class);
    }

    @Test
    void stopsAtOnceForAMisfitAlsoAfterRecordsThatNeededNoServer() {
        Persistence persistence = persistence();
        persistence.insist(1, budget -> false);
        failures.add(CONFIGURATION);

        assertThatThrownBy(() -> insist(persistence)).isNotInstanceOf(RetriableException.class);
    }

    @Test
    void doesNotCountAnOutageAsTheTimeOfAMisfit() {
        Persistence persistence = persistence("max.retries", "0");
        insist(persistence);
        failures.addAll(List.of(CONFIGURATION, CONNECTION_LOST, CONFIGURATION));
        assertThatThrownBy(() -> insist(persistence)).isInstanceOf(RetriableException.class);
        assertThatThrownBy(() -> insist(persistence)).isInstanceOf(RetriableException.class);
        clock.pass(Duration.ofMinutes(6));

        assertThatThrownBy(() -> insist(persistence)).isInstanceOf(RetriableException.class);
    }

    @Test
    void givesUpOnAnOutageThatIsLongerThanAllowed() {
        Persistence persistence = persistence("max.retries", "0", "retry.timeout.ms", "60000");
        failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST));

        assertThatThrownBy(() -> insist(persistence)).isInstanceOf(RetriableException.class);
        clock.pass(Duration.ofSeconds(61));

        assertThatThrownBy(() -> insist(persistence))
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("retry.timeout.ms=60000");
    }

    @Test
    void doesNotGuessWhatItDoesNotKnow() {
        failures.add(UNKNOWN);

        assertThatThrownBy(() -> insist(persistence()))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class);
    }

    @Test
    void countsFailedAttemptsByKindAndTheTimeWithoutTheServer() {
        SinkCounters counters = SinkCounters.of("house-0", time);
        Persistence persistence = new Persistence(Options.of(), context, counters, time, () -> 0);
        failures.addAll(List.of(CONNECTION_LOST, CONNECTION_LOST));
        insist(persistence);
        failures.add(SERVER_STATE);
        assertThatThrownBy(() -> insist(persistence)).isInstanceOf(RetriableException.class);
        clock.pass(Duration.ofSeconds(7));

        assertThat(counters.transactions().failed(CONNECTION_LOST).sum()).isEqualTo(2);
        assertThat(counters.transactions().failed(SERVER_STATE).sum()).isEqualTo(1);
        assertThat(counters.outage().count()).isEqualTo(2);
        assertThat(counters.outage().length()).isEqualTo(Duration.ofSeconds(7));
        assertThat(counters.outage().total()).isEqualTo(Duration.ofMillis(7_200));
        assertThat(counters.lastError().sentence()).startsWith("reason");
    }

    private Persistence persistence(String... settings) {
        return new Persistence(Options.of(settings), context, SinkCounters.of("house-0", time), time, () -> 0);
    }

    private void insist(Persistence persistence) {
        persistence.insist(1, budget -> write());
    }

    private boolean write() throws TransactionFailed {
        attempts++;
        if (!failures.isEmpty()) {
            throw new TransactionFailed(failures.remove(), phase, new SQLException("reason", "HY000", 1));
        }
        return true;
    }
}
