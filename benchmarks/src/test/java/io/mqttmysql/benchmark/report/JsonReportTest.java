// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {
    @Test
    void hasEveryRoundsFigureAndWhatTheTableSays(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/results.json");

        JsonReport.write(
                Lines.results(true, Lines.line("one", Role.LIMIT, 100, 200), Lines.line("one", Role.OURS, 50, 100)),
                file);

        JsonNode written = new ObjectMapper().readTree(file.toFile());
        assertThat(written.get("finished").asText()).isEqualTo("2026-11-24T18:00:00Z");
        assertThat(written.at("/versions/Kafka").asText()).isEqualTo("4");
        assertThat(written.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(written.at("/lines/1")).isEqualTo(new ObjectMapper().readTree("""
                {"benchmark": "one", "contender": "ours", "role": "ours",
                 "median_per_second": 75, "min_per_second": 50, "max_per_second": 100, "to_bare_limit": 0.5,
                 "settings": {"batch.size": "3"},
                 "rounds": [{"records": 50, "seconds": 1.0, "per_second": 50},
                            {"records": 100, "seconds": 1.0, "per_second": 100}]}"""));
    }
}
