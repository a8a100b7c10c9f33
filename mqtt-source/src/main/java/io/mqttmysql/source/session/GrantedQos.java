// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.SubscriptionOptions;
import io.mqttmysql.source.session.LinkException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what a broker answered to a subscription; neither library does. */
final class GrantedQos {
    private static final Logger log = LoggerFactory.getLogger(GrantedQos.class);

    private GrantedQos() {}

    /**
     * @param codes the answers in the order of the filters: a QoS, or from 0x80 on a refusal
     * @throws LinkException for the first refusal
     */
    static void check(String clientId, SubscriptionOptions subscription, int[] codes) throws LinkException {
        for (int i = 0; i < codes.length; i++) {
            String filter = subscription.topicFilters().get(i);
            if (ReasonCode.isError(codes[i])) {
                throw new LinkException(
                        Kind.REFUSED, "subscription to '" + filter + "': " + ReasonCode.describe(codes[i]), codes[i]);
            }
            if (codes[i] < subscription.qos()) {
                log.warn(
                        "{} - the broker granted QoS {} for '{}' instead of {}: messages can be lost on the way",
                        clientId,
                        codes[i],
                        filter,
                        subscription.qos());
            }
        }
    }
}
