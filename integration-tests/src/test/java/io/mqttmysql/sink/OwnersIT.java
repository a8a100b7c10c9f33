// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Connectors of two Connect clusters that have one name, read topics of one name and keep their positions in one table:
 * {@code offsets.owner} tells them apart.
 */
@ExtendWith(StackExtension.class)
class OwnersIT {
    private static final String POSITIONS =
            "SELECT owner, next_offset FROM connect_sink_offsets ORDER BY HEX(owner), next_offset";

    private Database database;

    @BeforeEach
    void create(SqlServer server) throws SQLException {
        database = Database.on(server, "owners");
        database.run("CREATE TABLE readings (id BIGINT, value VARCHAR(8))");
    }

    /** As different as bytes are. */
    @ParameterizedTest
    @CsvSource({"here, there", "house, House", "Kuche, Küche"})
    void doNotSeeOneAnothersPositions(String one, String other) throws SQLException {
        try (WriterUnderTest here = writer("exactly_once", one);
                WriterUnderTest there = writer("exactly_once", other)) {
            here.write(0, 10);
            there.write(100, 110);
            here.write(10, 20);
            there.write(110, 115);

            assertThat(here.rewinds()).isEmpty();
            assertThat(there.rewinds()).isEmpty();
            assertThat(here.committable(20)).isEqualTo(20);
            assertThat(there.committable(115)).isEqualTo(115);
        }
        assertThat(database.rows("SELECT next_offset FROM connect_sink_offsets ORDER BY next_offset"))
                .containsExactly("20", "115");
        assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(35);
    }

    /** Kafka goes on exactly where the other one's position is. */
    @Test
    void leaveOneAnothersPositionsWhenTheGuaranteeChanges() throws SQLException {
        storeBoth();
        try (WriterUnderTest here = writer("at_least_once", "here")) {
            here.write(110, 120);
        }

        assertThat(database.rows(POSITIONS)).containsExactly("here 10", "there 110");
    }

    @Test
    void leaveOneAnothersPositionsWhenOffsetsAreAlteredOrReset() throws SQLException {
        storeBoth();

        alter("here", Map.of(WriterUnderTest.PARTITION, 3L));
        assertThat(database.rows(POSITIONS)).containsExactly("here 3", "there 110");
        Map<TopicPartition, Long> one = new HashMap<>();
        one.put(WriterUnderTest.PARTITION, null);
        alter("here", one);
        assertThat(database.rows(POSITIONS)).containsExactly("there 110");

        alter("here", Map.of(WriterUnderTest.PARTITION, 3L));
        alter("there", Map.of());
        assertThat(database.rows(POSITIONS)).containsExactly("here 3");
    }

    private void storeBoth() throws SQLException {
        try (WriterUnderTest here = writer("exactly_once", "here");
                WriterUnderTest there = writer("exactly_once", "there")) {
            here.write(0, 10);
            there.write(100, 110);
        }
        assertThat(database.rows(POSITIONS)).isEqualTo(List.of("here 10", "there 110"));
    }

    private void alter(String owner, Map<TopicPartition, Long> offsets) {
        Map<String, String> settings = new HashMap<>(database.connection());
        settings.putAll(Map.of("name", "house", "topics", "home", "table", "readings"));
        settings.put("delivery.guarantee", "exactly_once");
        settings.put("offsets.owner", owner);
        assertThat(new MySqlSinkConnector().alterOffsets(settings, offsets)).isTrue();
    }

    private WriterUnderTest writer(String guarantee, String owner) {
        return new WriterUnderTest(
                database,
                database.server().port(),
                InsertMode.INSERT,
                "delivery.guarantee",
                guarantee,
                "offsets.owner",
                owner);
    }
}
