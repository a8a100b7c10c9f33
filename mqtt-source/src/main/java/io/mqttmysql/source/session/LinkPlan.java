// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.DeliveryOptions;
import io.mqttmysql.source.session.LinkException.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What the next link is to be: to which server, as which epoch, clean or not, with how large a window. Session thread.
 */
final class LinkPlan {
    /** From ten seconds to five minutes with the default connect timeout. */
    private static final int MOST_DOUBLINGS = 5;

    private final ConnectionOptions connection;
    private final DeliveryOptions delivery;
    private int epoch;
    private int server;
    private final Set<Integer> ended = new HashSet<>();
    private int receiveMaximum;
    private int unanswered;
    private MqttLink.Start start;

    /** @param mayBeginClean false where the session is there for what it holds */
    LinkPlan(ConnectionOptions connection, DeliveryOptions delivery, boolean mayBeginClean) {
        this.connection = connection;
        this.delivery = delivery;
        this.receiveMaximum = delivery.receiveMaximum();
        this.start = mayBeginClean && connection.session().cleanStart() ? MqttLink.Start.CLEAN : MqttLink.Start.RESUME;
    }

    MqttLink.Request next() {
        epoch++;
        String serverUri = connection.serverUris().get(server);
        return new MqttLink.Request(epoch, serverUri, start, receiveMaximum, connection.version(), patience());
    }

    /** A broker that is slow today is given longer at each try, else it would never be waited for long enough. */
    private Duration patience() {
        return connection.times().connectTimeout().multipliedBy(1L << Math.min(unanswered, MOST_DOUBLINGS));
    }

    /** The link is up and subscribed. */
    void up() {
        unanswered = 0;
    }

    /** The broker accepted a connection. One that it did not accept cleaned nothing. */
    void accepted() {
        start = MqttLink.Start.RESUME;
    }

    /** This server has forgotten the session. Returns false when each has: they need not have one in common. */
    boolean goesOnElsewhere() {
        ended.add(server);
        if (ended.size() == connection.serverUris().size()) {
            return false;
        }
        moveOn();
        return true;
    }

    private void moveOn() {
        do {
            server = (server + 1) % connection.serverUris().size();
        } while (ended.contains(server));
    }

    /** @param upFor how long the link was up before it failed, zero if it never was */
    void failed(MqttLink.Request request, LinkException failure, Duration upFor) {
        if (failure.kind() == Kind.OVER_BYTES && request.announcesReceiveMaximum()) {
            receiveMaximum = delivery.lessThan(receiveMaximum);
        }
        if (failure.kind() == Kind.LOST && upFor.isZero()) {
            unanswered++;
        }
        boolean isOurs = failure.kind() == Kind.OVER_BYTES || failure.kind() == Kind.OVER_RECEIVE_MAXIMUM;
        if (!isOurs && upFor.compareTo(connection.times().backoffMax()) < 0) {
            // a server whose link lasted has our session, so it is asked first
            moveOn();
        }
    }
}
