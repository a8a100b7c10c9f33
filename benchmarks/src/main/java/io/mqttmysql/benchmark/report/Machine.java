// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What it ran on.
 *
 * @param memory bytes
 * @param load how many programs wanted to run in the minute before, on average; negative where the system does not say
 */
public record Machine(int cores, String processor, long memory, String system, String java, double load) {
    private static final double QUIET = 0.25; // of all cores

    /** This one, now. */
    public static Machine here() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                value("/proc/cpuinfo", "model name\t:").orElse(System.getProperty("os.arch")),
                system.getTotalMemorySize(),
                value("/etc/os-release", "PRETTY_NAME=")
                        .orElse(System.getProperty("os.name") + " " + System.getProperty("os.version")),
                System.getProperty("java.vendor") + " JDK " + Runtime.version(),
                system.getSystemLoadAverage());
    }

    /** That other programs are at work, if so: the figures then say little. */
    public Optional<String> warning() {
        return load > QUIET * cores
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "This machine is busy (load %.1f on %d cores): figures for keeping need a quiet one.",
                        load,
                        cores))
                : Optional.empty();
    }

    String inWords() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GiB, %s, %s; load %.1f before the start",
                cores,
                processor,
                memory / (double) (1L << 30),
                system,
                java,
                load);
    }

    private static Optional<String> value(String file, String label) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(label))
                    .map(line ->
                            line.substring(label.length()).replace("\"", "").strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // not Linux
        }
    }
}
