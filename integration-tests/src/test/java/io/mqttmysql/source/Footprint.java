// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.pipeline.WorkerJmx;
import io.mqttmysql.stack.ConnectWorker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/**
 * What lives in the workers after a garbage collection: objects of the source and of its MQTT client by class, all bytes,
 * and threads.
 */
record Footprint(Map<String, Long> instances, long bytes, long threads) {
    /** Far below what 400 leaks of one object each would make. */
    private static final long MORE_INSTANCES = 100;

    /** What the rest of a worker differs by from one moment to the next; 400 leaks of 20 KB would be more. */
    private static final long MORE_BYTES = 8_000_000;

    private static final long MORE_THREADS = 20;

    /** The diagnostic command GC.class_histogram prints: number, instances, bytes, class. */
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private static final Pattern OURS = Pattern.compile("\\[*L?(io\\.mqttmysql\\.|org\\.eclipse\\.paho\\.).*");

    /** Of all of them together. */
    static Footprint of(List<ConnectWorker> workers) {
        Map<String, Long> instances = new TreeMap<>();
        long bytes = 0;
        long threads = 0;
        for (ConnectWorker worker : workers) {
            try {
                Footprint one = WorkerJmx.ask(worker, Footprint::read);
                one.instances.forEach((name, count) -> instances.merge(name, count, Long::sum));
                bytes += one.bytes;
                threads += one.threads;
            } catch (IOException | JMException e) {
                throw new IllegalStateException(worker.name() + " does not say what it holds", e);
            }
        }
        return new Footprint(instances, bytes, threads);
    }

    private static Footprint read(MBeanServerConnection beans) throws IOException, JMException {
        String histogram = (String) beans.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
        Map<String, Long> instances = new TreeMap<>();
        long bytes = 0;
        for (String line : histogram.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                bytes += Long.parseLong(matcher.group(2));
                if (OURS.matcher(matcher.group(3)).matches()) {
                    instances.put(matcher.group(3), Long.parseLong(matcher.group(1)));
                }
            }
        }
        Number threads = (Number) beans.getAttribute(new ObjectName("java.lang:type=Threading"), "ThreadCount");
        return new Footprint(instances, bytes, threads.longValue());
    }

    /** In words; empty when it is as good as flat. */
    List<String> growthSince(Footprint before) {
        List<String> growth = new ArrayList<>();
        instances.forEach((name, count) -> {
            long more = count - before.instances.getOrDefault(name, 0L);
            if (more > MORE_INSTANCES) {
                growth.add(more + " more instances of " + name);
            }
        });
        if (bytes - before.bytes > MORE_BYTES) {
            growth.add(bytes - before.bytes + " bytes more");
        }
        if (threads - before.threads > MORE_THREADS) {
            growth.add(threads - before.threads + " threads more");
        }
        return growth;
    }
}
