// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.util.ArrayList;
import java.util.List;

/** How much of the machine the servers take. In both, every commit of MySQL is on the disk before it is confirmed. */
public enum StackSize {
    /**
     * For tests and the quickstart. One compiler stage and the serial collector: measured on two cores, Kafka and a
     * worker are up in two thirds of the time, and a small heap is all they need here.
     */
    SMALL(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            new Heaps("-Xms128m -Xmx512m", "-Xms64m -Xmx512m", "-Xmx384m"),
            List.of("--innodb-buffer-pool-size=64M"),
            "file",
            // measured after a start: 190 MB of the disk MySQL, a few MB the others; the double leaves room for a
            // test's data
            new Memory(190, 160, 220, 460, 270),
            new Disk(70, 380)),

    /**
     * For benchmarks: the collector that Kafka's own scripts choose, and memory that no measurement runs into. The MQTT
     * broker keeps its sessions in memory and forgets them when it stops: its store on the disk takes more of two cores
     * than everybody whose speed is asked for.
     */
    BENCHMARK(
            List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", "-XX:InitiatingHeapOccupancyPercent=35"),
            new Heaps("-Xms1g -Xmx1g", "-Xms1g -Xmx1g", "-Xms1g -Xmx1g"),
            List.of("--innodb-buffer-pool-size=1G", "--innodb-redo-log-capacity=1G"),
            "in-memory",
            new Memory(1_200, 1_300, 1_200, 1_200, 100),
            new Disk(1_500, 2_500));

    private final List<String> jvm;
    private final Heaps heaps;
    private final List<String> mySql;
    private final String sessions;
    private final Memory memory;
    private final Disk disk;

    StackSize(List<String> jvm, Heaps heaps, List<String> mySql, String sessions, Memory memory, Disk disk) {
        this.jvm = jvm;
        this.heaps = heaps;
        this.mySql = mySql;
        this.sessions = sessions;
        this.memory = memory;
        this.disk = disk;
    }

    /** Whether a short start is worth what is kept for it. */
    boolean startsOften() {
        return this == SMALL;
    }

    /** The JVM options of a Connect worker. */
    public List<String> worker() {
        return jvm(heaps.worker());
    }

    List<String> kafka() {
        return jvm(heaps.kafka());
    }

    List<String> mqttBroker() {
        return jvm(heaps.mqttBroker());
    }

    /** What differs in MySQL's options. */
    List<String> mySql() {
        return mySql;
    }

    /** Where the MQTT broker keeps its sessions, in its own word. */
    String sessions() {
        return sessions;
    }

    /** What the servers take after a start. */
    Memory memory() {
        return memory;
    }

    /** What the servers need for their data. */
    Disk disk() {
        return disk;
    }

    private List<String> jvm(String heap) {
        List<String> options = new ArrayList<>(jvm);
        options.addAll(List.of(heap.split(" ")));
        return List.copyOf(options);
    }

    private record Heaps(String kafka, String worker, String mqttBroker) {}

    /**
     * In megabytes, measured after a start.
     *
     * @param spare room to work, for all together
     */
    record Memory(int kafka, int mySql, int mqttBroker, int worker, int spare) {}

    /**
     * In megabytes.
     *
     * @param others all but MySQL
     */
    record Disk(int others, int mySql) {}
}
