// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the stack can work on this machine, told before anything is fetched or started.
 *
 * @param java the feature version of this JVM
 * @param mySql the platform that needs a MySQL archive; empty when MySQL is somebody else's
 * @param freeMemory bytes that programs can still have
 * @param neededMemory bytes
 */
record Preflight(int java, Optional<Platform> mySql, long freeMemory, long neededMemory, List<Room> rooms) {
    private static final long MEGABYTE = 1_000_000;

    private static final long UNPACKED = 300 * MEGABYTE;
    private static final long FETCHED = 554 * MEGABYTE + 166 * MEGABYTE;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    /** Space on one disk. */
    record Room(String purpose, Path folder, long free, long needed) {}

    /**
     * @param missing of MySQL; empty when that is somebody else's
     * @param memory that the servers take after a start, in megabytes
     */
    static Preflight of(Path directory, Optional<Programs.Missing> missing, StackSize size, long memory) {
        int disk = size.disk().others() + (missing.isPresent() ? size.disk().mySql() : 0);
        List<Room> rooms = new ArrayList<>();
        rooms.add(new Room("the servers' data", directory, 0, disk * MEGABYTE));
        missing.filter(parts -> !parts.unpacked()).ifPresent(parts -> {
            rooms.add(new Room("MySQL unpacked", parts.cache(), 0, UNPACKED));
            if (!parts.archiveFetched()) {
                rooms.add(new Room("what is fetched once", parts.repository(), 0, FETCHED));
            }
        });
        return new Preflight(
                Runtime.version().feature(),
                missing.map(parts -> Platform.current()),
                memoryLeft(),
                (memory + size.memory().spare()) * MEGABYTE,
                byDisk(rooms));
    }

    /** @throws StackException with the first thing that is in the way */
    void check() {
        problem().ifPresent(sentence -> {
            throw new StackException(sentence);
        });
    }

    Optional<String> problem() {
        if (java < 17) {
            return Optional.of("Java " + java + " is too old: install a JDK 17 or newer and set JAVA_HOME to it.");
        }
        if (mySql.isPresent() && !mySql.get().isSupported()) {
            return Optional.of("There is no MySQL archive for " + mySql.get().classifier()
                    + ": use Linux or macOS on x86_64 or aarch64 (on Windows, WSL 2).");
        }
        if (freeMemory < neededMemory) {
            return Optional.of("The servers need " + neededMemory / MEGABYTE + " MB of memory and only "
                    + freeMemory / MEGABYTE + " MB are free: stop other programs and run it again.");
        }
        return rooms.stream()
                .filter(room -> room.free() < room.needed())
                .findFirst()
                .map(Preflight::tooSmall);
    }

    private static String tooSmall(Room room) {
        return "The disk of " + room.folder() + " has " + room.free() / MEGABYTE + " MB free and "
                + room.needed() / MEGABYTE + " MB are needed (" + room.purpose()
                + "): make room there and run it again.";
    }

    /** Folders on one disk share its space. */
    private static List<Room> byDisk(List<Room> rooms) {
        Map<FileStore, Room> disks = new LinkedHashMap<>();
        for (Room room : rooms) {
            try {
                FileStore disk = Files.getFileStore(existing(room.folder()));
                long free = disk.getUsableSpace();
                disks.merge(
                        disk,
                        new Room(room.purpose(), room.folder(), free, room.needed()),
                        (a, b) ->
                                new Room(a.purpose() + ", " + b.purpose(), a.folder(), free, a.needed() + b.needed()));
            } catch (IOException e) {
                throw new StackException(
                        "Cannot see how much space is left for " + room.folder() + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(disks.values());
    }

    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath();
        while (!Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }

    /** The smaller of what the kernel calls available and what a container is allowed. */
    private static long memoryLeft() {
        long allowed =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        try {
            return Math.min(
                    allowed,
                    available(Files.readString(Path.of("/proc/meminfo"))).orElse(allowed));
        } catch (IOException e) {
            return allowed; // not Linux
        }
    }

    /** @param meminfo the text of {@code /proc/meminfo} */
    static Optional<Long> available(String meminfo) {
        Matcher matcher = AVAILABLE.matcher(meminfo);
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1)) * 1024) : Optional.empty();
    }
}
