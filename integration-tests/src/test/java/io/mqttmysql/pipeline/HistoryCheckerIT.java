// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static io.mqttmysql.testing.Judgements.assertProvedWithoutRepeats;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.history.HistoryChecker;
import io.mqttmysql.history.Promise;
import io.mqttmysql.history.Verdict;
import io.mqttmysql.history.Verdict.Kind;
import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.testing.StackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The checker on real tables: somebody changes them behind the pipeline's back. */
@ExtendWith(StackExtension.class)
class HistoryCheckerIT {
    private static final String NAME = "checked";

    private final LocalStack stack;

    HistoryCheckerIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void catchesADeletedADoubledAndAChangedRow() throws SQLException {
        PipelineOptions options = PipelineOptions.on(stack, NAME, Promise.EXACTLY_ONCE);
        try (Pipeline pipeline = Pipeline.start(stack, options)) {
            pipeline.load().publish(100);
            assertProvedWithoutRepeats(pipeline.settle(Patience.EFFECT));

            run("DELETE FROM readings WHERE device = 'device-0-0' AND seq = 3");
            assertFinds(pipeline, Kind.LOST);

            run(
                    "INSERT INTO readings (device, seq, value, note, part, pos)"
                            + " SELECT device, seq, value, note, part, pos FROM readings WHERE device = 'device-1-0' AND seq = 2");
            assertFinds(pipeline, Kind.LOST, Kind.DOUBLED);

            run("UPDATE readings SET value = value + 1 WHERE device = 'device-1-1' AND seq = 4");
            assertFinds(pipeline, Kind.LOST, Kind.DOUBLED, Kind.ALTERED);

            run("UPDATE latest SET seq = seq - 1 WHERE device = 'device-0-2'");
            assertFinds(pipeline, Kind.LOST, Kind.DOUBLED, Kind.ALTERED, Kind.TABLE_WRONG);
        }
    }

    private static void assertFinds(Pipeline pipeline, Kind... kinds) {
        Verdict verdict = HistoryChecker.judge(pipeline.journal().sent(), pipeline.stored(), Promise.EXACTLY_ONCE);
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.findings()).extracting(Verdict.Finding::kind).containsExactlyInAnyOrder(kinds);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = stack.mysql().connect(NAME);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
