// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.StackException;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A second client with the client id of the source: it takes the session over, gets some of its messages, acknowledges
 * none and goes. One thread.
 */
public final class SameClientId implements Fault {
    private static final int SOME = 20;
    private static final long NEVER_EXPIRES = 0xFFFF_FFFFL;

    private final String uri;
    private final String clientId;

    /** @param uri of the broker, past every proxy */
    public SameClientId(String uri, String clientId) {
        this.uri = uri;
        this.clientId = clientId;
    }

    @Override
    public String name() {
        return "mqtt-same-client-id";
    }

    @Override
    public void begin() {
        takeOver();
    }

    @Override
    public void end() {
        takeOver();
    }

    /** The broker has to answer. */
    @Override
    public boolean combines() {
        return false;
    }

    private void takeOver() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(NEVER_EXPIRES);
        options.setReceiveMaximum(SOME);
        try {
            MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
            try {
                client.setManualAcks(true);
                client.connect(options).waitForCompletion(Patience.ANSWER.toMillis());
            } finally {
                client.disconnectForcibly(0, 0, false);
                client.close(true);
            }
        } catch (MqttException e) {
            throw new StackException("the second client " + clientId + " did not connect: " + e.getMessage(), e);
        }
    }
}
