// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.failure.ErrantRecords;
import io.mqttmysql.sink.failure.LetterCounts;
import io.mqttmysql.sink.failure.OutOfTime;
import io.mqttmysql.sink.row.ConfigurationProblem;
import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.testing.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** As Connect does it: what fails at once looks as what was written, and only the worker's count tells. */
class DeadLettersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<SinkRecord> reported = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private Predicate<SinkRecord> taken = record -> true;
    private Optional<CompletableFuture<Void>> answer = Optional.empty();
    private double asked;
    private double failed;

    @Test
    void areSafeWhenTheWorkerCountsNoFailure() throws OutOfTime {
        DeadLetters letters = letters(this::counts);

        letters.require(List.of(failure("a"), failure("b")), MINUTE);
        letters.require(List.of(failure("a"), failure("b")), MINUTE);

        assertThat(reported).hasSize(1); // the same place in Kafka
    }

    @Test
    void areCutShortWhereTheWorkerTakesThemOnlyThen() throws OutOfTime {
        taken = record -> ((String) record.value()).length() < 100_000;

        letters(this::counts).require(List.of(failure("x".repeat(1_000_000))), MINUTE);

        SinkRecord last = reported.get(1);
        assertThat(reported).hasSize(2);
        assertThat((String) last.value()).hasSizeBetween(50_000, 100_000).matches("x+");
        assertThat(last.originalTopic() + "-" + last.originalKafkaPartition() + "@" + last.originalKafkaOffset())
                .isEqualTo("home-0@7");
        assertThat(last.timestamp()).isEqualTo(1_007L);
        assertThat(reasons.get(1)).startsWith(reasons.get(0)).contains("cut short");
    }

    @Test
    void areCutToTheReasonAloneBeforeTheyAreGivenUp() {
        taken = record -> false;
        DeadLetters letters = letters(this::counts);

        assertThatThrownBy(() -> letters.require(List.of(failure("x".repeat(1_000_000))), MINUTE))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageStartingWith("Record home-0@7 cannot be stored: ")
                .hasMessageContaining(": bad. Its transaction is rolled back, because its dead letter is not safe: ")
                .hasMessageContaining("errors.deadletterqueue.topic.name");

        SinkRecord last = reported.get(reported.size() - 1);
        assertThat(last.value()).isNull();
        assertThat(last.key()).isNull();
        assertThat(last.headers()).isEmpty();
    }

    @Test
    void areReportedAgainAfterTheyWereNotTaken() throws OutOfTime {
        taken = record -> false;
        DeadLetters letters = letters(this::counts);
        assertThatThrownBy(() -> letters.require(List.of(failure("a")), MINUTE))
                .isInstanceOf(ConfigurationProblem.class);

        taken = record -> true;
        letters.require(List.of(failure("a")), MINUTE);

        assertThat(reported).hasSize(5);
    }

    /** Kafka's JmxReporter is not among metric.reporters. */
    @Test
    void areNotBelievedWhereNobodyCounts() {
        DeadLetters letters = letters(Optional::empty);

        assertThatThrownBy(() -> letters.require(List.of(failure("a")), MINUTE))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("metric.reporters");
        assertThat(reported).hasSize(1);
    }

    /** Another worker's bean under the same name, or one that is left over. */
    @Test
    void areNotBelievedWhereTheCountIsNotTheirs() {
        LetterCounts others = () -> Optional.of(new LetterCounts.Count(3, 0));

        assertThatThrownBy(() -> letters(others).require(List.of(failure("a")), MINUTE))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("cannot be known");
    }

    @Test
    void whatIsNotDoneYetIsAwaitedAndNotReportedTwice() throws OutOfTime {
        CompletableFuture<Void> late = new CompletableFuture<>();
        answer = Optional.of(late);
        DeadLetters letters = letters(Optional::empty);

        assertThatThrownBy(() -> letters.require(List.of(failure("a")), Duration.ofMillis(1)))
                .isInstanceOf(OutOfTime.class);
        late.complete(null);
        letters.require(List.of(failure("a")), MINUTE);

        assertThat(reported).hasSize(1);
    }

    /** A part of a delivery is stored while a letter of a later part is under way. */
    @Test
    void whatIsNotStoredYetIsNotForgottenWithWhatIs() throws OutOfTime {
        DeadLetters letters = letters(this::counts);
        letters.require(List.of(failure("a", 7), failure("b", 8)), MINUTE);

        letters.forget(List.of(Rows.record("home", 0, 6), Rows.record("home", 0, 7)));
        letters.require(List.of(failure("b", 8)), MINUTE);
        assertThat(reported).hasSize(2);

        letters.require(List.of(failure("a", 7)), MINUTE);
        assertThat(reported).hasSize(3);
    }

    @Test
    void aLetterThatGetsLostStopsTheTaskWithItsReason() {
        CompletableFuture<Void> late = new CompletableFuture<>();
        answer = Optional.of(late);
        DeadLetters letters = letters(this::counts);
        assertThatThrownBy(() -> letters.require(List.of(failure("a")), Duration.ofMillis(1)))
                .isInstanceOf(OutOfTime.class);

        late.completeExceptionally(new IllegalStateException("the partition has no leader"));

        assertThatThrownBy(() -> letters.require(List.of(failure("a")), MINUTE))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Record home-0@7")
                .hasMessageContaining("Its transaction is rolled back")
                .hasMessageContaining("the partition has no leader");
    }

    /** Each may take the producer's whole patience. */
    @Test
    void oneMoreIsReportedWhenTheTimeIsOver() throws OutOfTime {
        DeadLetters letters = letters(this::counts);
        List<RecordFailure> all = List.of(failure("a", 7), failure("b", 8), failure("c", 9));

        for (int attempt = 1; attempt < all.size(); attempt++) {
            assertThatThrownBy(() -> letters.require(all, Duration.ZERO)).isInstanceOf(OutOfTime.class);
            assertThat(reported).hasSize(attempt);
        }
        letters.require(all, Duration.ZERO);

        assertThat(reported).hasSize(3);
    }

    private DeadLetters letters(LetterCounts counts) {
        ErrantRecordReporter reporter = this::report;
        return new DeadLetters(ErrantRecords.from(reporter, "all").provedBy(counts));
    }

    private Future<Void> report(SinkRecord record, Throwable reason) {
        reported.add(record);
        reasons.add(reason.getMessage());
        asked++;
        if (!taken.test(record)) {
            failed++;
        }
        return answer.orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private Optional<LetterCounts.Count> counts() {
        return Optional.of(new LetterCounts.Count(asked, failed));
    }

    private static RecordFailure failure(String value) {
        return failure(value, 7);
    }

    private static RecordFailure failure(String value, long offset) {
        SinkRecord place = Rows.record("home", 0, offset);
        SinkRecord record = new SinkRecord(
                "home", 0, null, "key", null, value, offset, place.timestamp(), TimestampType.CREATE_TIME);
        return new RecordFailure(record, "climate", Optional.empty(), Optional.empty(), "bad");
    }
}
