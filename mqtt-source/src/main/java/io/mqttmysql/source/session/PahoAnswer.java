// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/**
 * The answer to one packet, to be waited for with a bound. Paho's own tokens swallow interrupts and have no place
 * for a lost link. Completed on Paho's threads, which it does not hold up.
 */
final class PahoAnswer extends CompletableFuture<IMqttToken> implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
        complete(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
        completeExceptionally(failure);
    }
}
