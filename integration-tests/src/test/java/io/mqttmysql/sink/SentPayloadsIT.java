// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.testing.SqlServer;
import io.mqttmysql.testing.StackExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The payloads of {@code sent-payloads.txt}, through the task into a server. */
@ExtendWith(StackExtension.class)
class SentPayloadsIT {
    private static final Pattern RECORD =
            Pattern.compile("(?<topic>[^>! ][^ ]*)  (?:@(?<time>\\S+) )?(?:0x(?<bytes>[0-9a-f]+)|(?<text>.*))");
    private static final String EVERYTHING = "SELECT * FROM t";

    /** One case of the file. */
    record Sent(String title, List<String> lines) {
        static Sent of(String text) {
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            return new Sent(lines.get(0), lines.subList(1, lines.size()));
        }

        private List<String> after(String mark) {
            return lines.stream()
                    .filter(line -> line.startsWith(mark))
                    .map(line -> line.substring(mark.length()))
                    .toList();
        }

        String options() {
            return lines.stream()
                    .takeWhile(line -> !line.startsWith("CREATE TABLE"))
                    .collect(Collectors.joining("\n", "table=t\n", ""));
        }

        String table() {
            return "CREATE TABLE" + after("CREATE TABLE").get(0);
        }

        String query() {
            return after("SELECT").stream()
                    .findFirst()
                    .map(rest -> "SELECT" + rest)
                    .orElse(EVERYTHING);
        }

        List<SinkRecord> records() {
            List<SinkRecord> records = new ArrayList<>();
            lines.stream()
                    .dropWhile(line -> !line.startsWith("CREATE TABLE"))
                    .filter(line -> RECORD.matcher(line).matches())
                    .forEach(line -> records.add(record(records.size(), line)));
            return records;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    private static SinkRecord record(long offset, String line) {
        Matcher parts = RECORD.matcher(line);
        parts.matches();
        SinkRecord record = TaskUnderTest.record(offset, parts.group("topic"), parts.group("text"));
        Object value =
                parts.group("bytes") == null ? record.value() : HexFormat.of().parseHex(parts.group("bytes"));
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                value,
                parts.group("time") == null
                        ? record.timestamp()
                        : (Long) Instant.parse(parts.group("time")).toEpochMilli(),
                record.headers());
    }

    static Stream<Sent> cases() {
        try (var file = SentPayloadsIT.class.getResourceAsStream("/sent-payloads.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^== ")).skip(1).map(Sent::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomeTheRowsThatPeopleWant(Sent sent, SqlServer server) throws SQLException {
        Database database = Database.on(server, "sent_payloads");
        database.run(sent.table());
        try (TaskUnderTest task = new TaskUnderTest(database, sent.options())) {
            task.put(sent.records());

            List<String> faults = sent.after("! ");
            assertThat(task.reasons()).hasSameSizeAs(faults);
            for (int i = 0; i < faults.size(); i++) {
                assertThat(task.reasons().get(i)).endsWith(faults.get(i));
            }
            assertThat(database.rows(sent.query())).containsExactlyInAnyOrderElementsOf(sent.after("> "));
        }
    }
}
