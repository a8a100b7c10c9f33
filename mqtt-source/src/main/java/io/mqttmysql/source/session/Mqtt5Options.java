// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.Credentials;
import io.mqttmysql.source.config.SubscriptionOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Our options in the words of Paho's MQTT 5 client; pure. */
final class Mqtt5Options {
    private Mqtt5Options() {}

    /** No topic aliases, which Paho gets wrong, and no maximum packet size: the broker would drop in silence. */
    static MqttConnectionOptions connect(LinkSettings settings, MqttLink.Request request, SocketFactory sockets)
            throws LinkException {
        ConnectionOptions options = settings.connection();
        MqttConnectionOptions paho = new MqttConnectionOptions();
        paho.setCleanStart(request.start() != MqttLink.Start.RESUME);
        paho.setSessionExpiryInterval(
                request.start() == MqttLink.Start.PASSING
                        ? 0
                        : options.session().expirySeconds());
        paho.setReceiveMaximum(request.receiveMaximum());
        paho.setKeepAliveInterval((int) options.times().keepAlive().toSeconds());
        paho.setConnectionTimeout(settings.connectTimeoutSeconds());
        paho.setAutomaticReconnect(false);
        paho.setSocketFactory(sockets);
        List<UserProperty> properties = options.userProperties().values().entrySet().stream()
                .map(pair -> new UserProperty(pair.getKey(), pair.getValue()))
                .toList();
        paho.setUserProperties(properties);
        Optional<Credentials> credentials = options.session().credentials();
        if (credentials.isPresent()) {
            credentials.get().username().ifPresent(paho::setUserName);
            settings.password().ifPresent(password -> paho.setPassword(password.getBytes(StandardCharsets.UTF_8)));
        }
        return paho;
    }

    static MqttSubscription[] subscriptions(List<String> subscriptions, SubscriptionOptions options) {
        return subscriptions.stream()
                .map(filter -> {
                    MqttSubscription subscription = new MqttSubscription(filter, options.qos());
                    subscription.setRetainHandling(options.retained().retainHandling());
                    return subscription;
                })
                .toArray(MqttSubscription[]::new);
    }
}
