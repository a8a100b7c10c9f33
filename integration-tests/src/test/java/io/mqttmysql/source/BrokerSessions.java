// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Looks whether the broker keeps a session; whoever had it loses it. */
final class BrokerSessions {
    private BrokerSessions() {}

    static boolean exists(String uri, String clientId) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(0L);
        try {
            IMqttToken connected = client.connect(options);
            connected.waitForCompletion(10_000);
            return connected.getSessionPresent();
        } finally {
            client.disconnectForcibly(0, 1_000, true);
            client.close(true);
        }
    }
}
