// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.terms;

import io.mqttmysql.kit.text.ReadableText;
import io.mqttmysql.source.config.RetainedMessages;
import io.mqttmysql.source.session.terms.BrokerTerms.Feature;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where a broker grants less than it was asked for: each once, not at every connection. Session thread. */
public final class TermsLog {
    private final Logger log;
    private final String clientId;
    private final long askedExpirySeconds;
    private final RetainedMessages retained;
    private final Set<String> told = new HashSet<>();

    public TermsLog(String clientId, long askedExpirySeconds, RetainedMessages retained) {
        this(clientId, askedExpirySeconds, retained, LoggerFactory.getLogger(TermsLog.class));
    }

    TermsLog(String clientId, long askedExpirySeconds, RetainedMessages retained, Logger log) {
        this.clientId = clientId;
        this.askedExpirySeconds = askedExpirySeconds;
        this.retained = retained;
        this.log = log;
    }

    /** The broker accepted a connection. Returns how long it keeps the session, in seconds. */
    public long granted(BrokerTerms terms) {
        long expiry = terms.expirySeconds() == BrokerTerms.AS_ASKED ? askedExpirySeconds : terms.expirySeconds();
        if (expiry < askedExpirySeconds && told.add("expiry " + expiry)) {
            log.warn(
                    "{} - the broker keeps the session for {} s only, not for {} s as mqtt.session.expiry.seconds asks:"
                            + " what it holds for this task is lost when the task is away for longer; raise the"
                            + " broker's limit",
                    clientId,
                    expiry,
                    askedExpirySeconds);
        }
        if (retained == RetainedMessages.DELIVER && terms.lacks(Feature.RETAINED_MESSAGES) && told.add("retained")) {
            log.warn("{} - the broker has no retained messages: mqtt.retained=deliver brings none", clientId);
        }
        String name = terms.words().clientId();
        if (!name.isEmpty() && !name.equals(clientId) && told.add("name")) {
            log.warn(
                    "{} - the broker calls this client '{}': its session and its access rules are of that name",
                    clientId,
                    ReadableText.of(name));
        }
        return expiry;
    }
}
