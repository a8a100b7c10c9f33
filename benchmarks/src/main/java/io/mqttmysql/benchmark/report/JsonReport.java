// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;

/** The results for programs: every round's figure, and what the table says. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    /** Replaces the file. */
    public static void write(Results results, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writeValue(file.toFile(), of(results));
    }

    static ObjectNode of(Results results) {
        ObjectNode root = JSON.createObjectNode();
        root.put("finished", results.finished().toString());
        root.put("full", results.full());
        root.set("machine", machine(results.machine()));
        root.set("versions", JSON.valueToTree(new TreeMap<>(results.versions())));
        ArrayNode lines = root.putArray("lines");
        results.lines().forEach(line -> lines.add(line(results, line)));
        return root;
    }

    private static ObjectNode machine(Machine machine) {
        return JSON.createObjectNode()
                .put("cores", machine.cores())
                .put("processor", machine.processor())
                .put("memory_bytes", machine.memory())
                .put("system", machine.system())
                .put("java", machine.java())
                .put("load_before", machine.load());
    }

    private static ObjectNode line(Results results, Line line) {
        ObjectNode node = JSON.createObjectNode()
                .put("benchmark", line.benchmark())
                .put("contender", line.contender())
                .put("role", line.role().name().toLowerCase(Locale.ROOT))
                .put("median_per_second", Math.round(line.median()))
                .put("min_per_second", Math.round(line.slowest()))
                .put("max_per_second", Math.round(line.fastest()));
        results.ratio(line, Role.LIMIT).ifPresent(ratio -> node.put("to_bare_limit", ratio));
        results.ratio(line, Role.PEER).ifPresent(ratio -> node.put("to_peer", ratio));
        node.set("settings", JSON.valueToTree(new TreeMap<>(line.settings())));
        ArrayNode rounds = node.putArray("rounds");
        line.rounds()
                .forEach(round -> rounds.addObject()
                        .put("records", round.records())
                        .put("seconds", round.seconds())
                        .put("per_second", Math.round(round.perSecond())));
        return node;
    }
}
