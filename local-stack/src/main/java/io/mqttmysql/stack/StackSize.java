// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.util.ArrayList;
import java.util.List;

/** How much of the machine the servers take. In both, every commit of MySQL is on the disk before it is confirmed. */
public enum StackSize {
    /**
     * For tests and the quickstart. One compiler stage and the serial collector: measured on two cores, Kafka and a worker are
     * up in two thirds of the time, and a small heap is all they need here.
     */
    SMALL(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            new Heaps("-Xms128m -Xmx512m", "-Xms64m -Xmx512m", "-Xmx384m"),
            List.of("--innodb-buffer-pool-size=64M"),
            "file",
            // measured after a start: 160 MB MySQL, 190 Kafka, 220 the MQTT broker, 460 a worker; and room to work. On
            // the
            // disk 190 MB MySQL, a few MB the others; the double leaves room for a test's data
            new Needs(1_300, 460, 450)),

    /**
     * For benchmarks: the collector that Kafka's own scripts choose, and memory that no measurement runs into. The MQTT broker
     * keeps its sessions in memory and forgets them when it stops: its store on the disk takes more of two cores than everybody
     * whose speed is asked for.
     */
    BENCHMARK(
            List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", "-XX:InitiatingHeapOccupancyPercent=35"),
            new Heaps("-Xms1g -Xmx1g", "-Xms1g -Xmx1g", "-Xms1g -Xmx1g"),
            List.of("--innodb-buffer-pool-size=1G", "--innodb-redo-log-capacity=1G"),
            "in-memory",
            new Needs(5_000, 1_200, 4_000));

    private final List<String> jvm;
    private final Heaps heaps;
    private final List<String> mySql;
    private final String sessions;
    private final Needs needs;

    StackSize(List<String> jvm, Heaps heaps, List<String> mySql, String sessions, Needs needs) {
        this.jvm = jvm;
        this.heaps = heaps;
        this.mySql = mySql;
        this.sessions = sessions;
        this.needs = needs;
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

    /** Bytes for all servers. */
    long memory(int workers) {
        return megabytes(needs.memory() + (workers - 1) * needs.memoryOfAWorker());
    }

    /** Bytes for the servers' data. */
    long disk() {
        return megabytes(needs.disk());
    }

    private List<String> jvm(String heap) {
        List<String> options = new ArrayList<>(jvm);
        options.addAll(List.of(heap.split(" ")));
        return List.copyOf(options);
    }

    private static long megabytes(long count) {
        return count * 1_000_000;
    }

    private record Heaps(String kafka, String worker, String mqttBroker) {}

    /**
     * In megabytes.
     *
     * @param memory with one worker
     */
    private record Needs(int memory, int memoryOfAWorker, int disk) {}
}
