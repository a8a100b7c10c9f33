// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.artifact;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;

/**
 * Says what is being fetched: a line when a large file starts, then at most one every three seconds for everything.
 *
 * <p>Called on the threads that fetch.
 */
final class DownloadProgress extends AbstractTransferListener {
    private static final long PAUSE_NANOS = 3_000_000_000L;
    private static final long LARGE = 50_000_000; // bytes
    private static final double MEGABYTE = 1e6;

    private final Consumer<String> progress;
    private final LongSupplier nanoClock;
    private final Map<TransferResource, Long> underWay = new ConcurrentHashMap<>();

    private long started; // guarded by this; 0 until the first transfer
    private long lastLine; // guarded by this
    private long bytes; // guarded by this; of all finished files
    private int files; // guarded by this

    DownloadProgress(Consumer<String> progress) {
        this(progress, System::nanoTime);
    }

    DownloadProgress(Consumer<String> progress, LongSupplier nanoClock) {
        this.progress = progress;
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized void transferStarted(TransferEvent event) {
        if (started == 0) {
            started = nanoClock.getAsLong();
            lastLine = started;
        }
        TransferResource resource = event.getResource();
        underWay.put(resource, 0L);
        if (resource.getContentLength() >= LARGE) {
            line("Fetching " + name(resource) + ", " + megabytes(resource.getContentLength()) + " MB, once for all");
        }
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        underWay.put(event.getResource(), event.getTransferredBytes());
        sayWhenDue();
    }

    @Override
    public synchronized void transferSucceeded(TransferEvent event) {
        if (underWay.remove(event.getResource()) != null) {
            bytes += event.getTransferredBytes();
            files++;
            sayWhenDue();
        }
    }

    @Override
    public void transferFailed(TransferEvent event) {
        underWay.remove(event.getResource());
    }

    private synchronized void sayWhenDue() {
        long now = nanoClock.getAsLong();
        if (now - lastLine >= PAUSE_NANOS) {
            line(sentence(now));
        }
    }

    private String sentence(long now) {
        long moving = underWay.values().stream().mapToLong(Long::longValue).sum();
        double seconds = (now - started) / 1e9;
        String total = String.format(
                Locale.ROOT,
                "Fetched %s MB in %d files so far, %.1f MB/s",
                megabytes(bytes + moving),
                files,
                (bytes + moving) / MEGABYTE / seconds);
        return underWay.entrySet().stream()
                .filter(entry -> entry.getKey().getContentLength() >= LARGE)
                .findFirst()
                .map(entry -> total + "; " + share(entry.getKey(), entry.getValue()))
                .orElse(total);
    }

    private static String share(TransferResource resource, long done) {
        long size = resource.getContentLength();
        return String.format(
                Locale.ROOT,
                "%s: %s of %s MB, %d %%",
                name(resource),
                megabytes(done),
                megabytes(size),
                100 * done / size);
    }

    private void line(String text) {
        lastLine = nanoClock.getAsLong();
        progress.accept(text);
    }

    private static String megabytes(long count) {
        return String.format(Locale.ROOT, "%.0f", count / MEGABYTE);
    }

    private static String name(TransferResource resource) {
        String path = resource.getResourceName();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
