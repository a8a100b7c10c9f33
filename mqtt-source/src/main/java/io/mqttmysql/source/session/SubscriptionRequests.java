// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.SubscriptionOptions;
import io.mqttmysql.source.session.LinkException.Kind;
import io.mqttmysql.source.session.terms.BrokerTerms;
import io.mqttmysql.source.session.terms.BrokerTerms.Feature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a broker for subscriptions and gives them up, in packets that every broker takes, and looks at what it answered;
 * neither library does. Session thread.
 */
final class SubscriptionRequests {
    /** AWS IoT closes the connection over a ninth topic filter in a SUBSCRIBE. */
    static final int MOST_IN_A_PACKET = 8;

    /** Far below what any broker takes. */
    private static final int MOST_BYTES = 64 * 1024;

    /** Fixed header, packet id, properties: at most. */
    private static final int HEAD_BYTES = 1 + 4 + 2 + 1;

    /** The length of a topic filter, and its options. */
    private static final int FILTER_BYTES = 2 + 1;

    private final Logger log;
    private final String clientId;
    private final SubscriptionOptions options;
    private final Set<String> kept = new HashSet<>(); // that the broker refused to give up

    SubscriptionRequests(String clientId, SubscriptionOptions options) {
        this(clientId, options, LoggerFactory.getLogger(SubscriptionRequests.class));
    }

    SubscriptionRequests(String clientId, SubscriptionOptions options, Logger log) {
        this.log = log;
        this.clientId = clientId;
        this.options = options;
    }

    /** How an answer is waited for. */
    interface Wait {
        int[] on(CompletableFuture<int[]> answer, String name) throws LinkException, InterruptedException;
    }

    /** @throws LinkException for the first refusal */
    void subscribe(MqttLink link, Wait wait) throws LinkException, InterruptedException {
        int first = 0;
        BrokerTerms terms = link.terms();
        examine(terms);
        for (List<String> part : parts(options.subscriptions(), terms.maxPacketBytes())) {
            int[] codes = wait.on(link.subscribe(part), "SUBACK");
            if (codes.length != part.size()) {
                throw new LinkException(
                        Kind.REFUSED,
                        "the broker answered a subscription to " + part.size() + " topic filters with " + codes.length
                                + " codes, which no broker may do; ask its operator");
            }
            for (int i = 0; i < codes.length; i++) {
                check(options.topicFilters().get(first + i), codes[i]);
            }
            first += part.size();
        }
    }

    /** A broker that said already what it does not do is not asked for it. */
    private void examine(BrokerTerms terms) throws LinkException {
        for (int i = 0; i < options.subscriptions().size(); i++) {
            String filter = options.topicFilters().get(i);
            String subscription = options.subscriptions().get(i);
            if (terms.lacks(Feature.SHARED_SUBSCRIPTIONS) && subscription.startsWith("$share/")) {
                check(filter, ReasonCode.NO_SHARED_SUBSCRIPTIONS);
            }
            if (terms.lacks(Feature.WILDCARDS) && (filter.contains("+") || filter.contains("#"))) {
                check(filter, ReasonCode.NO_WILDCARDS);
            }
            if (HEAD_BYTES + bytes(subscription) > terms.maxPacketBytes()) {
                throw new LinkException(
                        Kind.REFUSED,
                        "subscription to '" + filter + "': the broker takes packets of " + terms.maxPacketBytes()
                                + " bytes at most; shorten it");
            }
        }
    }

    private void check(String filter, int code) throws LinkException {
        if (ReasonCode.isError(code)) {
            throw new LinkException(
                    Kind.REFUSED, "subscription to '" + filter + "': " + ReasonCode.describe(code), code);
        }
        if (code < options.qos()) {
            log.warn(
                    "{} - the broker granted QoS {} for '{}' instead of {}: messages can be lost on the way",
                    clientId,
                    code,
                    filter,
                    options.qos());
        }
    }

    /** Asks the broker to give them up. Where it refuses, that is said once, and it may be asked again. */
    void unsubscribe(List<String> subscriptions, MqttLink link, Wait wait) throws LinkException, InterruptedException {
        for (List<String> part : parts(subscriptions, link.terms().maxPacketBytes())) {
            int[] codes = wait.on(link.unsubscribe(part), "UNSUBACK"); // MQTT 3.1.1 has no codes
            for (int i = 0; i < Math.min(codes.length, part.size()); i++) {
                if (ReasonCode.isError(codes[i]) && kept.add(part.get(i))) {
                    log.warn(
                            "{} - the broker does not let this session give up '{}': {}. What comes of it is forwarded"
                                    + " where mqtt.topic.filters match it, else acknowledged and counted; ask its"
                                    + " operator",
                            clientId,
                            part.get(i),
                            ReasonCode.describe(codes[i]));
                }
            }
        }
    }

    private static int bytes(String subscription) {
        return FILTER_BYTES + subscription.getBytes(StandardCharsets.UTF_8).length;
    }

    /** In their order. */
    private static List<List<String>> parts(List<String> subscriptions, long maxPacketBytes) {
        long most = Math.min(MOST_BYTES, maxPacketBytes);
        List<List<String>> parts = new ArrayList<>();
        long bytes = most;
        for (String subscription : subscriptions) {
            int own = bytes(subscription);
            boolean isFull = bytes + own > most || parts.get(parts.size() - 1).size() == MOST_IN_A_PACKET;
            if (isFull) {
                parts.add(new ArrayList<>());
                bytes = HEAD_BYTES;
            }
            parts.get(parts.size() - 1).add(subscription);
            bytes += own;
        }
        return parts;
    }
}
