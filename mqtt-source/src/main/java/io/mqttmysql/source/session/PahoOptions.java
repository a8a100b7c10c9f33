// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.SubscriptionOptions;
import java.time.Duration;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/** Our options in Paho's words; pure. */
final class PahoOptions {
    private PahoOptions() {}

    static MqttConnectionOptions connect(ConnectionOptions options, MqttLink.Request request, SocketFactory sockets) {
        MqttConnectionOptions paho = new MqttConnectionOptions();
        paho.setCleanStart(request.start() != MqttLink.Start.RESUME);
        paho.setSessionExpiryInterval(options.sessionExpirySeconds());
        paho.setReceiveMaximum(request.receiveMaximum());
        paho.setKeepAliveInterval(options.keepAliveSeconds());
        paho.setConnectionTimeout(wholeSeconds(options.connectTimeout()));
        paho.setAutomaticReconnect(false);
        paho.setSocketFactory(sockets);
        options.credentials().ifPresent(credentials -> {
            paho.setUserName(credentials.username());
            paho.setPassword(credentials.passwordBytes());
        });
        return paho;
    }

    static MqttSubscription[] subscriptions(SubscriptionOptions options) {
        return options.subscriptions().stream()
                .map(filter -> {
                    MqttSubscription subscription = new MqttSubscription(filter, options.qos());
                    subscription.setRetainHandling(options.retained().retainHandling());
                    return subscription;
                })
                .toArray(MqttSubscription[]::new);
    }

    /** Paho counts in seconds, and 0 means for ever. */
    private static int wholeSeconds(Duration time) {
        return (int) Math.max(1, (time.toMillis() + 999) / 1000);
    }
}
