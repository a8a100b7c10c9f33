// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.session.terms.BrokerTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A link that is up, answers as the test says and notes what it is asked for. */
final class FakeLink implements MqttLink {
    final List<List<String>> asked = new ArrayList<>();
    final List<Integer> acknowledged = new ArrayList<>();
    CompletableFuture<int[]> answer = new CompletableFuture<>();
    LinkException loss;
    LinkException saturation;
    boolean hasLeft;
    BrokerTerms terms = BrokerTerms.UNSAID;

    @Override
    public SessionState connect() {
        return SessionState.NEW;
    }

    @Override
    public BrokerTerms terms() {
        return terms;
    }

    @Override
    public boolean repeatsRetainedMessages() {
        return false;
    }

    @Override
    public CompletableFuture<int[]> subscribe(List<String> subscriptions) {
        asked.add(subscriptions);
        return answer;
    }

    @Override
    public CompletableFuture<int[]> unsubscribe(List<String> subscriptions) {
        asked.add(subscriptions);
        return answer;
    }

    @Override
    public void acknowledge(int packetId) {
        acknowledged.add(packetId);
    }

    @Override
    public LinkException loss() {
        return loss;
    }

    @Override
    public LinkException saturation() {
        return saturation;
    }

    @Override
    public void disconnect() {
        hasLeft = true;
    }

    @Override
    public void endSession() {
        hasLeft = true;
    }

    @Override
    public void close() {
        hasLeft = true;
    }
}
