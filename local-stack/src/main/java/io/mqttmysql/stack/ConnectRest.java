// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Requests to one worker and its answers. A request that meets a rebalance (409) is sent again for up to 30 s. */
final class ConnectRest {
    static final int NOT_FOUND = 404;

    private static final int CONFLICT = 409;
    private static final Duration ANSWER_LIMIT = Patience.ANSWER.plusSeconds(90); // Connect itself gives up after 90 s
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Patience.PROBE)
            .build();

    private final URI worker;

    ConnectRest(URI worker) {
        this.worker = worker;
    }

    /** @param body a null node for none */
    HttpResponse<String> exchange(String method, String path, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve(path))
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, body.isNull() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
        Poll.until(Patience.STOP, () -> {
            last.set(once(request));
            return last.get().statusCode() != CONFLICT;
        });
        return last.get();
    }

    /** @throws StackException when the worker refused, with its reason */
    static JsonNode body(HttpResponse<String> response) {
        String what = response.request().method() + " " + response.uri().getPath();
        int code = response.statusCode();
        try {
            JsonNode body = JSON.readTree(response.body());
            if (code >= 400) {
                throw new StackException("Connect refused " + what + " (" + code + "): "
                        + body.path("message").asText(response.body()));
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new StackException(
                    "Connect answered " + what + " (" + code + ") without JSON: look into the worker's log.", e);
        }
    }

    /** Whether the worker is a member of its group and says so before long. */
    boolean isHealthy() {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve("health"))
                .timeout(Patience.PROBE)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // which is the answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** For one part of a path. */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> once(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StackException(
                    "Connect at " + worker + " does not answer (" + e + "): see whether the worker runs, and its log.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for Connect at " + worker + ".", e);
        }
    }
}
