// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.row.RecordFailure;
import io.mqttmysql.sink.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrantShareTest {
    /** A batch and what of it is bad. */
    private record Batch(List<SinkRecord> delivered, List<RecordFailure> failures) {}

    /** Batches written as {@code 100g} for good and {@code 20b} for bad records, in order. */
    @ParameterizedTest(name = "at most {0}: {1}, then {2}: exceeded = {3}")
    @CsvSource({
        "0.2, 0g,             200b,            false",
        "0.2, 0g,             201b,            true",
        "0.2, 800g 200b,      1b,              true", // a good one leaves the window for it
        "0.2, 200b 800g,      1b,              false", // a bad one does
        "0.2, 200b 799g,      1b,              true",
        "0.2, 0g,             201b 5000g,      true", // not only at the end of the batch
        "0.2, 5000g,          200b 900g 200b,  false",
        "0.2, 5000g 200b,     5000g 200b,      false",
        "0,   5000g,          1b,              true",
        "0,   0g,             3000g,           false",
        "1,   5000b,          5000b,           false"
    })
    void looksBackAtAThousandRecordsFromEachOfTheBatch(double most, String before, String batch, boolean exceeded) {
        ErrantShare share = new ErrantShare(most);
        Batch earlier = batch(before);
        share.settled(earlier.delivered(), earlier.failures());
        Batch now = batch(batch);

        if (exceeded) {
            assertThatThrownBy(() -> share.require(now.delivered(), now.failures()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("errors.max.share=" + most);
        } else {
            assertThatCode(() -> share.require(now.delivered(), now.failures())).doesNotThrowAnyException();
        }
    }

    /** A batch that is tried again is not a second one. */
    @Test
    void remembersOnlyWhatIsFinal() {
        ErrantShare share = new ErrantShare(0.5);
        Batch batch = batch("400b");

        for (int attempt = 0; attempt < 10; attempt++) {
            share.require(batch.delivered(), batch.failures());
        }
        share.settled(batch.delivered(), batch.failures());

        assertThatThrownBy(() -> share.require(batch.delivered(), batch.failures()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void namesSettingShareCommonestReasonAndWhatToDo() {
        ErrantShare share = new ErrantShare(0.005);
        List<SinkRecord> delivered = new ArrayList<>();
        List<RecordFailure> failures = new ArrayList<>();
        for (String column : List.of("t", "h", "t", "t", "h", "t", "t")) {
            SinkRecord record = Rows.record("home", 0, delivered.size());
            delivered.add(record);
            failures.add(new RecordFailure(
                    record, "climate", Optional.of("readings"), Optional.of(column), "it is not a number"));
        }

        assertThatThrownBy(() -> share.require(delivered, failures))
                .hasMessage("6 of the last 1000 records cannot be stored, more than errors.max.share=0.005 allows; the"
                        + " batch with the last of them is neither stored nor reported. The commonest reason, of 4: a"
                        + " value cannot be read or does not fit its column (strategy 'climate', table 'readings',"
                        + " column 't'). Correct the strategy, the table or whoever sends them, or raise"
                        + " errors.max.share, then restart the task. An example: Record home-0@0 cannot be stored:"
                        + " strategy 'climate', table 'readings', column 't': it is not a number");
    }

    private static Batch batch(String text) {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>());
        for (String part : text.split(" ")) {
            int count = Integer.parseInt(part.substring(0, part.length() - 1));
            for (int i = 0; i < count; i++) {
                SinkRecord record = Rows.record("home", 0, batch.delivered().size());
                batch.delivered().add(record);
                if (part.endsWith("b")) {
                    batch.failures()
                            .add(new RecordFailure(record, "climate", Optional.empty(), Optional.empty(), "bad"));
                }
            }
        }
        return batch;
    }
}
