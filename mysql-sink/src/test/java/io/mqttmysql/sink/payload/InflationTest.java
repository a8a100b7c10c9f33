// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import io.mqttmysql.sink.value.BadValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code payload.compression=auto}: what is inflated, and what only looks so. */
class InflationTest {
    private static final int MAX = 100_000;
    private static final byte[] DOCUMENT = "{\"t\":21.5}".getBytes(StandardCharsets.UTF_8);

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static byte[] zlib(byte[] bytes, int level) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(compressed, new Deflater(level))) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static Mapping mapping(String expression, String type) {
        return Mapping.of(
                "table=t\npayload.compression=auto\ncolumn.c=" + expression,
                Tables.of("CREATE TABLE t (c " + type + ")"));
    }

    @Test
    void readsGzipAndZlibOfEachLevel() throws IOException {
        Mapping mapping = mapping("$.t", "DOUBLE");

        assertThat(mapping.read(Records.mqtt("x", gzip(DOCUMENT)))).isEqualTo("top level → t: c=21.5");
        for (int level = 1; level <= 9; level++) {
            assertThat(mapping.read(Records.mqtt("x", zlib(DOCUMENT, level)))).isEqualTo("top level → t: c=21.5");
        }
        assertThat(mapping.read(Records.mqtt("x", DOCUMENT))).isEqualTo("top level → t: c=21.5");
    }

    @Test
    void payloadIsWhatWasCompressed() throws IOException {
        assertThat(mapping("payload", "VARCHAR(20)").read(Records.mqtt("x", gzip(DOCUMENT))))
                .isEqualTo("top level → t: c={\"t\":21.5}");
        assertThat(mapping("payload", "JSON").read(Records.mqtt("x", gzip(DOCUMENT))))
                .isEqualTo("top level → t: c={\"t\":21.5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x^2", "x^", "x", "", "80", "hC", "xx", "8", "x\u06A9"})
    void textsThatBeginAsCompressedBytesDoStayTexts(String text) {
        assertThat(Inflation.inflated(text.getBytes(StandardCharsets.UTF_8), MAX))
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotCompressedIsLeftAlone() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            boolean isMarked = bytes.length > 2 && (bytes[0] == 0x78 || (bytes[0] == 0x1f && bytes[2] == 8));
            if (!isMarked) {
                assertThat(Inflation.inflated(bytes, MAX)).isSameAs(bytes);
            }
            assertThat(Inflation.inflated(gzip(bytes), MAX)).isEqualTo(bytes);
            assertThat(Inflation.inflated(zlib(bytes, Deflater.DEFAULT_COMPRESSION), MAX))
                    .isEqualTo(bytes);
        }
    }

    @Test
    void aBombIsAnErrorAndNotInflated() throws IOException {
        byte[] bomb = gzip(new byte[200_000_000]);

        assertThatThrownBy(() -> Inflation.inflated(bomb, MAX))
                .isInstanceOf(BadValue.class)
                .hasMessage("the payload grows from " + bomb.length
                        + " bytes (gzip) to more than json.max.bytes, which is 100000");
        assertThat(Inflation.inflated(gzip(new byte[MAX]), MAX)).hasSize(MAX);
        assertThat(Inflation.inflated(gzip(new byte[MAX]), Integer.MAX_VALUE)).hasSize(MAX);
    }

    @Test
    void whatIsCutOrDamagedIsAnErrorOfItsRecord() throws IOException {
        byte[] whole = gzip(DOCUMENT);
        byte[] cut = Arrays.copyOf(whole, whole.length - 5);
        byte[] damaged = whole.clone();
        damaged[whole.length - 5] ^= 1;

        assertThat(mapping("$.t", "DOUBLE").read(Records.mqtt("x", cut)))
                .isEqualTo(
                        "! strategy 'top level', table 't', column 'c': the payload is compressed (gzip) and ends too"
                                + " early");
        assertThat(mapping("$.t", "DOUBLE").read(Records.mqtt("x", damaged)))
                .isEqualTo(
                        "! strategy 'top level', table 't', column 'c': the payload is compressed (gzip) and damaged:"
                                + " Corrupt GZIP trailer");
        for (int length = 3; length < whole.length; length++) {
            byte[] beginning = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Inflation.inflated(beginning, MAX)).isInstanceOf(BadValue.class);
        }
    }

    @Test
    void bytesThatAConverterMadeTextOfAreLost() throws IOException {
        String text = new String(gzip(DOCUMENT), StandardCharsets.UTF_8);

        assertThat(mapping("$.t", "DOUBLE").read(Records.value("x", Schema.STRING_SCHEMA, text)))
                .isEqualTo(
                        "! strategy 'top level', table 't', column 'c': the payload is compressed and came as text, which"
                                + " has lost bytes of it; set value.converter to"
                                + " org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    @Test
    void withoutItTheSentenceSaysHowToRead() throws IOException {
        Mapping mapping = Mapping.of("table=t\ncolumn.c=$.t", Tables.of("CREATE TABLE t (c DOUBLE)"));

        assertThat(mapping.read(Records.mqtt("x", gzip(DOCUMENT))))
                .contains("as of gzip, which payload.compression=auto reads");
    }
}
