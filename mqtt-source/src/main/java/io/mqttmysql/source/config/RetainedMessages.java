// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

/** What to do with the messages that a broker kept for new subscribers. */
public enum RetainedMessages {
    /** They come when the subscription is new to the broker, and not again at every reconnect. */
    NEW_SUBSCRIPTION_ONLY(1),
    /** They come at every connection: the last value of each topic again and again. */
    DELIVER(0),
    /** They do not come; those that come all the same are skipped. */
    IGNORE(2);

    private final int retainHandling;

    RetainedMessages(int retainHandling) {
        this.retainHandling = retainHandling;
    }

    /** The option of a subscription that asks for it (MQTT 5 section 3.8.3.1). */
    public int retainHandling() {
        return retainHandling;
    }
}
