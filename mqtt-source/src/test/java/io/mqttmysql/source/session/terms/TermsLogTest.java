// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.source.config.RetainedMessages;
import io.mqttmysql.source.session.terms.BrokerTerms.Feature;
import io.mqttmysql.source.session.terms.BrokerTerms.Words;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.SubstituteLogger;

class TermsLogTest {
    private static final long DAY = 86_400;

    private final LinkedBlockingQueue<SubstituteLoggingEvent> events = new LinkedBlockingQueue<>();
    private final TermsLog terms = log(RetainedMessages.DELIVER);

    private TermsLog log(RetainedMessages retained) {
        return new TermsLog("house-0", DAY, retained, new SubstituteLogger("test", events, false));
    }

    @Test
    void saysOnceThatTheBrokerKeepsTheSessionForAShorterTime() {
        assertThat(terms.granted(expiry(60))).isEqualTo(60);
        assertThat(terms.granted(expiry(60))).isEqualTo(60);

        assertThat(lines()).singleElement().asString().contains("house-0", "for 60 s only", "not for 86400 s");
    }

    @Test
    void saysAnotherTimeAsWell() {
        terms.granted(expiry(60));
        terms.granted(expiry(0));

        assertThat(lines()).hasSize(2);
    }

    @Test
    void isSilentWhereTheBrokerKeepsItLongEnough() {
        assertThat(terms.granted(BrokerTerms.UNSAID)).isEqualTo(DAY);
        assertThat(terms.granted(expiry(DAY))).isEqualTo(DAY);
        assertThat(terms.granted(expiry(0xFFFF_FFFFL))).isEqualTo(0xFFFF_FFFFL);

        assertThat(lines()).isEmpty();
    }

    @Test
    void saysOnceThatThereAreNoRetainedMessagesWhereSomebodyWantsThem() {
        BrokerTerms without = new BrokerTerms(DAY, 0, 0, Set.of(Feature.RETAINED_MESSAGES), new Words("", "", ""));
        terms.granted(without);
        terms.granted(without);
        log(RetainedMessages.NEW_SUBSCRIPTION_ONLY).granted(without);

        assertThat(lines()).singleElement().asString().contains("mqtt.retained=deliver brings none");
    }

    @Test
    void saysOnceThatTheBrokerCallsTheClientSomethingElse() {
        BrokerTerms renamed = new BrokerTerms(DAY, 0, 0, Set.of(), new Words("", "", "plant-7"));
        terms.granted(renamed);
        terms.granted(renamed);

        assertThat(lines()).singleElement().asString().contains("calls this client 'plant-7'");
    }

    private static BrokerTerms expiry(long seconds) {
        return new BrokerTerms(seconds, 0, 0, Set.of(), new Words("", "", ""));
    }

    private List<String> lines() {
        return events.stream()
                .map(event -> MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
                        .getMessage())
                .toList();
    }
}
