// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart;

import io.mqttmysql.quickstart.scenario.BrokerLogin;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * What a broker keeps for a client that is away: its subscriptions and its messages. Whoever connects under its name
 * can end it.
 */
record BrokerSession(String uri, String clientId, BrokerLogin login) {
    private static final int SECONDS = 3;
    private static final int ATTEMPTS = 5;

    /** What becomes of a session that is still there. */
    private enum Start {
        CLEAN,
        RESUMING
    }

    /**
     * Ends it and looks whether it is gone; again where the client itself came back meanwhile.
     *
     * @return whether it is gone
     */
    boolean end() throws MqttException {
        connect(Start.CLEAN);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!connect(Start.RESUMING)) {
                return true;
            }
            connect(Start.CLEAN);
        }
        return false;
    }

    /** @return whether there was a session; there is none afterwards: it lasts as long as this connection */
    private boolean connect(Start start) throws MqttException {
        MqttConnectionOptions options = login.options();
        options.setCleanStart(start == Start.CLEAN);
        options.setSessionExpiryInterval(0L);
        options.setConnectionTimeout(SECONDS);
        MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
        try {
            IMqttToken token = client.connect(options);
            token.waitForCompletion(SECONDS * 1000L);
            client.disconnect().waitForCompletion(SECONDS * 1000L);
            return token.getSessionPresent();
        } finally {
            client.close(true);
        }
    }
}
