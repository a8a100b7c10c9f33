// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SinkTableTest {
    @Test
    void theChecksumIsOfTheColumnsAsMySqlWritesThem() {
        CRC32 crc = new CRC32();
        crc.update("sensor-0,15,30,0,-30,1772015000000".getBytes(StandardCharsets.US_ASCII));
        long first = crc.getValue();
        crc.reset();
        crc.update("sensor-1,15.25,30.25,1,-31,1772015000001".getBytes(StandardCharsets.US_ASCII));

        assertThat(SinkTable.checksum(2)).isEqualTo(first + crc.getValue());
    }
}
