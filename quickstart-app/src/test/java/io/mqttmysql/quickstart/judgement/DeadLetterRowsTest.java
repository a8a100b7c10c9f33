// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterRowsTest {
    private final DeadLetterRows rows = new DeadLetterRows();

    @BeforeEach
    void aLetterIsInTheTopic() {
        rows.expect(new DeadLetter("", "home-1@42", "nan", "no number"));
    }

    @Test
    void everyLetterIsARowWithItsPayloadAndItsReason() {
        rows.row(row("42", "nan", "no number"));

        assertThat(rows.faults()).isEmpty();
    }

    @Test
    void catchesALetterThatIsNoRow() {
        assertThat(rows.faults()).containsExactly("the dead letter home-1@42 is not a row of dead_letters");
    }

    @Test
    void catchesADoubledRow() {
        rows.row(row("42", "nan", "no number"));
        rows.row(row("42", "nan", "no number"));

        assertThat(rows.faults())
                .containsExactly("dead_letters has a row of home-1@42 that is doubled or not a dead letter");
    }

    @Test
    void catchesAnInventedRow() {
        rows.row(row("42", "nan", "no number"));
        rows.row(row("43", "nan", "no number"));

        assertThat(rows.faults())
                .containsExactly("dead_letters has a row of home-1@43 that is doubled or not a dead letter");
    }

    @Test
    void catchesAnotherPayloadAndAnotherReason() {
        rows.expect(new DeadLetter("", "home-1@43", "nan", "no number"));
        rows.row(row("42", "na", "no number"));
        rows.row(row("43", "nan", null));

        assertThat(rows.faults())
                .containsExactly(
                        "the row of the dead letter home-1@42 has another payload",
                        "the row of the dead letter home-1@43 has another reason");
    }

    private static Map<String, String> row(String offset, String payload, String reason) {
        Map<String, String> row = new HashMap<>();
        row.put("kafka_topic", "home");
        row.put("kafka_partition", "1");
        row.put("kafka_offset", offset);
        row.put("payload", payload);
        row.put("reason", reason);
        return row;
    }
}
