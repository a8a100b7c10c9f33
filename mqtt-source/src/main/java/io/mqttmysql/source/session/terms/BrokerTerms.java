// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.terms;

import io.mqttmysql.kit.text.ReadableText;
import java.util.Set;

/**
 * What a CONNACK of MQTT 5 says beside yes or no (section 3.2.2.3), as far as it concerns who subscribes. MQTT 3.1.1
 * has no words for it: {@link #UNSAID}.
 *
 * @param expirySeconds how long the broker keeps the session, {@link #AS_ASKED} where it does as it was asked
 * @param keepAliveSeconds how often the broker wants to hear of the client; 0 where it says nothing, or needs nothing
 * @param maxPacketBytes the largest packet that the broker takes
 * @param missing what the broker does not do
 */
public record BrokerTerms(
        long expirySeconds, int keepAliveSeconds, long maxPacketBytes, Set<Feature> missing, Words words) {
    public static final long AS_ASKED = -1;

    public static final BrokerTerms UNSAID =
            new BrokerTerms(AS_ASKED, 0, Long.MAX_VALUE, Set.of(), new Words("", "", ""));

    /** What a broker may do without. */
    public enum Feature {
        WILDCARDS,
        SHARED_SUBSCRIPTIONS,
        RETAINED_MESSAGES
    }

    /** Texts of the broker, as they came; empty where there is none. */
    public record Words(String reason, String otherServer, String clientId) {
        /** For the end of a sentence. */
        public String toReader() {
            return quoted(" ", reason) + quoted(" other server: ", otherServer);
        }

        private static String quoted(String before, String words) {
            return words.isBlank() ? "" : before + '"' + ReadableText.of(words) + '"';
        }
    }

    public boolean lacks(Feature feature) {
        return missing.contains(feature);
    }
}
