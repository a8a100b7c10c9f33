// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingTest {
    @Test
    void isAboutAHundredBytesOfJson() {
        assertThat(new String(Reading.of(4711).json(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"device\":\"sensor-11\",\"temperature\":18.5,\"humidity\":33.0,\"battery\":65,\"rssi\":-77,"
                                + "\"at\":1772015004711}");
        assertThat(IntStream.range(0, 1000).map(i -> Reading.of(i).json().length))
                .allMatch(length -> length >= 90 && length <= 105);
    }

    @Test
    void theSameStandsBesideItsSchema() throws IOException {
        JsonNode withSchema = new ObjectMapper().readTree(Reading.of(3).jsonWithSchema());

        assertThat(withSchema.get("payload"))
                .isEqualTo(new ObjectMapper().readTree(Reading.of(3).json()));
        assertThat(withSchema.get("schema").get("fields").findValuesAsText("field"))
                .containsExactly("device", "temperature", "humidity", "battery", "rssi", "at");
    }
}
