// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import static io.mqttmysql.testing.Bounds.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.failure.FailureKind;
import io.mqttmysql.sink.row.InsertMode;
import io.mqttmysql.testing.MariaDb;
import io.mqttmysql.testing.OwnServers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full while rows are written: they wait until there is room again, and none is blamed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@OwnServers
class FullDiskDebianIT {
    private static final int MEGABYTES = 96;

    private MariaDb server;

    @BeforeAll
    void start() {
        server = MariaDb.onDiskOf(MEGABYTES);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once"})
    void rowsWaitUntilThereIsRoom(String guarantee) throws SQLException, IOException {
        Database database = Database.on(server.server(), "full_disk");
        database.run("CREATE TABLE readings (id BIGINT PRIMARY KEY, value CHAR(250))");
        Path ballast = server.disk().resolve("ballast");
        AtomicLong next = new AtomicLong();
        try (WriterUnderTest writer = new WriterUnderTest(
                database, database.server().port(), InsertMode.INSERT, "delivery.guarantee", guarantee)) {
            writer.write(0, next.addAndGet(10));
            writer.insist();

            fill(ballast);
            await().until(() -> {
                writer.write(next.get(), next.addAndGet(100));
                return writer.isHolding();
            });

            assertThat(writer.counters().lastError().sentence()).contains("(error 1114,", "is full");
            assertThat(writer.counters()
                            .transactions()
                            .failed(FailureKind.SERVER_STATE)
                            .sum())
                    .isPositive();
            Files.delete(ballast);
            writer.insist();
            assertThat(writer.putAside()).isEmpty();
            assertThat(database.number("SELECT COUNT(*) FROM readings")).isEqualTo(next.get());
            assertThat(writer.committable(next.get())).isEqualTo(next.get());
        } finally {
            Files.deleteIfExists(ballast);
        }
    }

    /** Until nothing more goes onto the disk. */
    private static void fill(Path ballast) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int i = 0; i <= MEGABYTES; i++) {
                out.write(megabyte);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
        }
        assertThat(ballast.toFile().getUsableSpace()).isZero();
    }
}
