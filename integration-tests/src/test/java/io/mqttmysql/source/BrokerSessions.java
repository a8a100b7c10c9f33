// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source;

import io.mqttmysql.testing.Bounds;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Sessions of clients that are not connected. */
final class BrokerSessions {
    private BrokerSessions() {}

    /** Leaves one behind that would collect what is published, at QoS 1. */
    static void create(String uri, String clientId, String filter) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(3_600L);
        try {
            client.connect(options).waitForCompletion(Bounds.ANSWER_MS);
            client.subscribe(filter, 1).waitForCompletion(Bounds.ANSWER_MS);
        } finally {
            client.disconnectForcibly(0, 1_000, true);
            client.close(true);
        }
    }

    /** Whether the broker keeps it; whoever had it loses it. */
    static boolean exists(String uri, String clientId) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(0L);
        try {
            IMqttToken connected = client.connect(options);
            connected.waitForCompletion(Bounds.ANSWER_MS);
            return connected.getSessionPresent();
        } finally {
            client.disconnectForcibly(0, 1_000, true);
            client.close(true);
        }
    }
}
