// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.testing;

import io.mqttmysql.stack.Patience;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The one way in which tests wait: as long as {@link Patience} says. */
public final class Bounds {
    /** For one exchange with a broker, as Paho wants it. */
    public static final long ANSWER_MS = Patience.ANSWER.toMillis();

    private Bounds() {}

    /** Waits for what was done to be seen. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(Patience.EFFECT);
    }
}
