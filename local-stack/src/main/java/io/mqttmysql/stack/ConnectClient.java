// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Connect's REST interface, as a user meets it. A request that meets a rebalance is sent again for some minutes.
 *
 * <p>Every method throws {@link StackException} when the worker does not answer or refuses, with the worker's own
 * reason. Any thread.
 */
public final class ConnectClient {
    /** A task that Connect calls failed stays so; a status from before a restart does not. */
    private static final Duration FAILED_FOR_GOOD = Duration.ofSeconds(5);

    private static final JsonNode NO_BODY = NullNode.getInstance();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConnectRest rest;

    /** @param worker for example {@code http://127.0.0.1:8083/} */
    public ConnectClient(URI worker) {
        this.rest = new ConnectRest(worker);
    }

    /** Creates the connector or gives it a new configuration. */
    public void put(String name, Map<String, String> config) {
        put(name, JSON.<JsonNode>valueToTree(config));
    }

    /** Creates the connector or gives it a new configuration. */
    public void put(String name, JsonNode config) {
        send("PUT", path(name) + "/config", config);
    }

    /** Connect's judgement on a configuration, which must name its {@code connector.class}; nothing is created. */
    public JsonNode validate(Map<String, String> config) {
        String plugin = ConnectRest.encoded(config.getOrDefault("connector.class", "none"));
        return send("PUT", "connector-plugins/" + plugin + "/config/validate", JSON.valueToTree(config));
    }

    /** A connector that Connect does not know (yet) has the state {@code ABSENT}. */
    public Status status(String name) {
        HttpResponse<String> response = rest.exchange("GET", path(name) + "/status", NO_BODY);
        return response.statusCode() == ConnectRest.NOT_FOUND
                ? new Status(name, "ABSENT", "", List.of())
                : Status.of(ConnectRest.body(response));
    }

    /**
     * Returns when the connector and exactly this many tasks are RUNNING; throws early when one of them stays FAILED.
     */
    public void awaitRunning(String name, int tasks, Duration limit) {
        awaitRunning(name, limit, status -> status.isRunningWith(tasks), "with " + tasks + " task(s)");
    }

    /** Returns when the connector and all its tasks, at least one, are RUNNING; throws early as well. */
    public void awaitRunning(String name, Duration limit) {
        awaitRunning(name, limit, Status::isRunning, "with all its tasks");
    }

    private void awaitRunning(String name, Duration limit, Predicate<Status> isWanted, String wanted) {
        AtomicLong lastSound = new AtomicLong(System.nanoTime());
        AtomicReference<Status> seen = new AtomicReference<>();
        Poll.until(limit, () -> {
            Status status = status(name);
            seen.set(status);
            if (!status.hasFailed()) {
                lastSound.set(System.nanoTime());
            }
            return isWanted.test(status) || System.nanoTime() - lastSound.get() > FAILED_FOR_GOOD.toNanos();
        });
        // not asked again: after a change a connector may be RUNNING, UNASSIGNED and RUNNING in turn
        if (!isWanted.test(seen.get())) {
            throw new StackException("Connector " + name + " is not RUNNING " + wanted + " but "
                    + seen.get().inWords());
        }
    }

    /** Returns when a stopped connector has no task left; whether the limit allowed it. */
    public boolean awaitStopped(String name, Duration limit) {
        return Poll.until(limit, () -> {
            Status status = status(name);
            return !status.state().equals("RUNNING") && status.tasks().isEmpty();
        });
    }

    /** Its tasks stay and do nothing. */
    public void pause(String name) {
        send("PUT", path(name) + "/pause", NO_BODY);
    }

    /** After a pause or a stop. */
    public void resume(String name) {
        send("PUT", path(name) + "/resume", NO_BODY);
    }

    /** Ends its tasks and keeps its configuration and offsets. */
    public void stop(String name) {
        send("PUT", path(name) + "/stop", NO_BODY);
    }

    /** The connector and all its tasks. */
    public void restart(String name) {
        send("POST", path(name) + "/restart?includeTasks=true", NO_BODY);
    }

    /** Ends and forgets it; the offsets of a source stay. */
    public void delete(String name) {
        send("DELETE", path(name), NO_BODY);
    }

    /** The connectors that the worker found, each with {@code class}, {@code type} and {@code version}. */
    public JsonNode plugins() {
        return get("connector-plugins");
    }

    /** @param path without the leading slash */
    public JsonNode get(String path) {
        return send("GET", path, NO_BODY);
    }

    /**
     * Any other request.
     *
     * @param path without the leading slash
     * @param body a null node for none
     */
    public JsonNode send(String method, String path, JsonNode body) {
        return ConnectRest.body(rest.exchange(method, path, body));
    }

    private static String path(String connector) {
        return "connectors/" + ConnectRest.encoded(connector);
    }

    /**
     * What Connect says about a connector: {@code RUNNING}, {@code PAUSED}, {@code STOPPED}, {@code FAILED},
     * {@code UNASSIGNED}, {@code RESTARTING}, or our own {@code ABSENT}.
     *
     * @param ownTrace why the connector itself failed; empty otherwise
     */
    public record Status(String connector, String state, String ownTrace, List<TaskStatus> tasks) {
        public Status {
            tasks = List.copyOf(tasks);
        }

        static Status of(JsonNode answer) {
            List<TaskStatus> tasks = new ArrayList<>();
            answer.path("tasks")
                    .forEach(task -> tasks.add(new TaskStatus(
                            task.path("id").asInt(),
                            task.path("state").asText(),
                            task.path("trace").asText())));
            JsonNode connector = answer.path("connector");
            return new Status(
                    answer.path("name").asText(),
                    connector.path("state").asText(),
                    connector.path("trace").asText(),
                    tasks);
        }

        /** The connector and all its tasks, at least one. */
        public boolean isRunning() {
            return state.equals("RUNNING") && !tasks.isEmpty() && tasks.stream().allMatch(TaskStatus::isRunning);
        }

        public boolean hasFailedTask() {
            return tasks.stream().anyMatch(TaskStatus::hasFailed);
        }

        /** The stack traces of whatever failed; empty when nothing did. */
        public String trace() {
            return Stream.concat(Stream.of(ownTrace), tasks.stream().map(TaskStatus::trace))
                    .filter(trace -> !trace.isEmpty())
                    .collect(Collectors.joining(System.lineSeparator()));
        }

        /** The connector itself or a task. */
        public boolean hasFailed() {
            return state.equals("FAILED") || hasFailedTask();
        }

        boolean isRunningWith(int count) {
            return isRunning() && tasks.size() == count;
        }

        /** States, and the causes in the first trace. */
        public String inWords() {
            String states = tasks.stream().map(TaskStatus::state).collect(Collectors.joining(", "));
            String reason = trace().lines()
                    .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                    .limit(3)
                    .collect(Collectors.joining(System.lineSeparator()));
            return state + ", tasks [" + states + "]" + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** @param trace why it failed; empty otherwise */
    public record TaskStatus(int id, String state, String trace) {
        public boolean isRunning() {
            return state.equals("RUNNING");
        }

        public boolean hasFailed() {
            return state.equals("FAILED");
        }
    }
}
