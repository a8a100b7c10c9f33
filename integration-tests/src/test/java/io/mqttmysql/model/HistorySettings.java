// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mqttmysql.sink.MySqlSinkConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sink's configuration in one history, and what a person does when a task stops. */
record HistorySettings(Map<String, String> chosen, ModelDatabase database) {
    private static final Pattern REMEDY = Pattern.compile("PATCH /connectors/[^ ]+/offsets with (\\{.*?\\}\\}\\]\\})");

    /** Mostly the one that says at once that nobody is there. */
    private static final List<String> POOLS = List.of("none", "none", "none", "none", "validated", "recycled");

    static HistorySettings random(Random random, ModelDatabase database) {
        Map<String, String> chosen = new TreeMap<>();
        chosen.put("exactly.once.on.mismatch", random.nextBoolean() ? "fail" : "restart");
        chosen.put("connection.pool", POOLS.get(random.nextInt(POOLS.size())));
        chosen.put("put.budget.ms", List.of("1", "30", "60000").get(random.nextInt(3)));
        chosen.put("max.retries", List.of("0", "1").get(random.nextInt(2)));
        chosen.put("transaction.max.bytes", List.of("1", "300", "16777216").get(random.nextInt(3)));
        chosen.put("batch.size", List.of("1", "2", "500").get(random.nextInt(3)));
        return new HistorySettings(chosen, database);
    }

    Map<String, String> of(ModelSeat seat) {
        return of(seat.number(), seat.port());
    }

    private Map<String, String> of(int task, int port) {
        Map<String, String> all = new HashMap<>(Map.of(
                "name",
                database.name(),
                "task.index",
                Integer.toString(task),
                "topics",
                ModelWorker.TOPIC,
                "connection.url",
                "jdbc:mysql://127.0.0.1:" + port + "/" + database.name() + "?allowPublicKeyRetrieval=true",
                "connection.user",
                database.server().user(),
                "connection.password",
                database.server().password(),
                "connection.ssl.mode",
                "DISABLED",
                "connection.timeout.ms",
                "1000",
                "delivery.guarantee",
                "exactly_once"));
        all.putAll(Map.of(
                "errors.tolerance", "all",
                "errors.log.enable", "true",
                "retry.backoff.ms", "1",
                "retry.backoff.max.ms", "1"));
        all.putAll(strategies());
        all.putAll(chosen);
        return all;
    }

    /** Each record makes a row, and the state of a thing; where it may be, only if that is another than before. */
    private Map<String, String> strategies() {
        String changedOnly = Boolean.toString(!chosen.get("connection.pool").equals("none"));
        Map<String, String> strategies = new HashMap<>(Map.of(
                "strategies",
                "rows,states",
                "strategy.rows.table",
                ModelDatabase.ROWS,
                "strategy.rows.column.epoch",
                "$.epoch",
                "strategy.rows.column.off",
                "$.offset",
                "strategy.rows.column.mark",
                "$.mark",
                "strategy.rows.continue",
                "true"));
        strategies.putAll(Map.of(
                "column.part",
                "kafka.partition",
                "strategy.states.table",
                ModelDatabase.STATES,
                "strategy.states.insert.mode",
                "upsert",
                "strategy.states.column.slot",
                "$.slot",
                "strategy.states.column.state",
                "$.state",
                "strategy.states.changed.only",
                changedOnly));
        return strategies;
    }

    /** Does what the task says, with the connector stopped. */
    void remedy(String reason, List<ModelPartition> kafka) {
        Matcher named = REMEDY.matcher(reason);
        if (!named.find()) {
            throw new AssertionError("no remedy in: " + reason);
        }
        try {
            for (JsonNode entry : new ObjectMapper().readTree(named.group(1)).path("offsets")) {
                int partition = entry.path("partition").path("kafka_partition").asInt();
                long offset = entry.path("offset").path("kafka_offset").asLong();
                new MySqlSinkConnector()
                        .alterOffsets(
                                of(0, database.server().port()), Map.of(ModelWorker.partition(partition), offset));
                kafka.get(partition).commit(offset);
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError("the remedy cannot be read: " + reason, e);
        }
    }

    /** What was chosen. */
    @Override
    public String toString() {
        return chosen.toString();
    }
}
