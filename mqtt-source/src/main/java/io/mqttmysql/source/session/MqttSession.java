// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.message.SessionRole;
import io.mqttmysql.source.message.SourceCounters;
import io.mqttmysql.source.session.LinkException.Kind;
import io.mqttmysql.source.session.terms.TermsLog;
import java.time.Duration;
import java.util.List;

/**
 * The conversation with the broker over any number of connections. One thread, the session thread, connects,
 * subscribes, acknowledges and reconnects, so that no acknowledgement can slip from one connection to the next.
 *
 * <p>A failure that trying again cannot fix reaches {@link Inbox#fail}; everything else is tried again forever.
 */
public final class MqttSession implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(3_500);
    private static final Duration TURN_CHECK = Duration.ofMillis(20);

    private final ConnectionOptions connection;
    private final Inbox inbox;
    private final SourceCounters counters;
    private final SessionRole role;
    private final MqttLink.Factory links;
    private final Reconnection reconnection;
    private final SessionContinuity continuity;
    private final OutageLog outages;
    private final SessionThread thread;
    private final LinkAttendance attendance;
    private final SubscriptionRequests requests;
    private final TermsLog terms;

    // session thread only
    private final LinkPlan plan;
    private boolean isAccepted; // of one connection

    // written by the session thread only
    private volatile long upSince; // of one connection
    private volatile boolean isRefused;

    public MqttSession(LinkSettings settings, Inbox inbox, SourceCounters counters, SessionRole role) {
        this(settings, inbox, counters, role, settings);
    }

    MqttSession(LinkSettings settings, Inbox inbox, SourceCounters counters, SessionRole role, MqttLink.Factory links) {
        this.connection = settings.connection();
        this.inbox = inbox;
        this.counters = counters;
        this.role = role;
        this.links = links;
        this.continuity = new SessionContinuity(role.expectsSession());
        this.plan = new LinkPlan(connection, settings.delivery(), role.subscribes());
        this.outages = new OutageLog(connection.session().clientId());
        this.reconnection =
                Reconnection.of(connection, () -> counters.completed().sum());
        String clientId = settings.clientId();
        this.thread = new SessionThread(this::run, "mqtt-session-" + clientId);
        this.attendance = new LinkAttendance(inbox, thread, outages);
        this.terms = settings.termsLog();
        this.requests = new SubscriptionRequests(clientId, settings.subscription());
    }

    /** Begins to connect; does not wait for it. */
    public void start() {
        if (connection.isEncrypted() && !connection.tls().verifiesHost()) {
            outages.hostNotVerified();
        }
        thread.start();
    }

    /** Any thread. True while a link is up and subscribed. */
    public boolean isConnected() {
        return upSince != 0;
    }

    /** Any thread. True from a "no" of the broker until it says yes, or until it is not there. */
    public boolean isRefused() {
        return isRefused;
    }

    /** Any thread. Never blocks. Something may have become acknowledgeable. */
    public void wake() {
        thread.signalIfParked(inbox::hasDone);
    }

    private void run() {
        try {
            while (!thread.isStopping()) {
                runOneConnection();
            }
        } catch (InterruptedException e) {
            // only close() interrupts, and it waits for this thread to end
        } catch (RuntimeException | Error e) {
            // without this thread the task would look alive and be deaf
            outages.broken(e);
            inbox.fail("The MQTT session ended by a fault of this connector (" + e + "). Restart the task and report"
                    + " it.");
        }
    }

    private void runOneConnection() throws InterruptedException {
        awaitTurn();
        if (thread.isStopping()) {
            return;
        }
        isAccepted = false;
        MqttLink.Request request = plan.next();
        MqttLink link = links.create(request, inbox, thread::signal);
        LinkException failure = null;
        Duration upFor = Duration.ZERO;
        try {
            inbox.connecting(request.epoch(), request.window(), continuity.predecessor(request.serverUri()));
            establish(link, request);
            serve(link, request);
        } catch (LinkException e) {
            failure = e;
            upFor = upSince == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - upSince);
        } finally {
            leave(link);
            upSince = 0;
        }
        if (failure != null && !thread.isStopping()) {
            recover(request, failure, upFor);
        }
    }

    private void end(MqttLink link) throws LinkException, InterruptedException {
        link.endSession();
        if (!plan.goesOnElsewhere()) {
            thread.finish();
            role.ended();
        }
    }

    private void establish(MqttLink link, MqttLink.Request request) throws LinkException, InterruptedException {
        SessionState state = link.connect();
        isAccepted = true;
        plan.accepted();
        counters.sessionExpiry().set(terms.granted(link.terms()));
        if (continuity.isLost(state)) {
            counters.sessionsLost().increment();
            outages.sessionLost();
        }
        continuity.connected(request.serverUri(), request.epoch(), state);
        if (role.subscribes() && (!link.repeatsRetainedMessages() || !continuity.isSubscribed())) {
            requests.subscribe(link, attendance.during(link, request.patience()));
            continuity.subscribed();
        }
        if (state == SessionState.RESUMED) {
            role.resumed();
        } else {
            role.begun();
        }
        upSince = System.nanoTime();
        isRefused = false;
        plan.up();
        reconnection.worked();
        outages.connected(request, state);
        continuity.established();
        counters.connections().increment();
    }

    private void serve(MqttLink link, MqttLink.Request request) throws LinkException, InterruptedException {
        while (!thread.isStopping()) {
            if (role.isReplaced()) {
                leaveToAnother("a newer task of this connector has it");
            } else if (attendance.attend(link)) {
                if (isOver(link, request)) {
                    end(link);
                    return;
                }
                attendance.park(link);
            }
        }
    }

    private boolean isOver(MqttLink link, MqttLink.Request request) throws LinkException, InterruptedException {
        for (List<String> obsolete = role.obsolete(inbox.traffic());
                !obsolete.isEmpty();
                obsolete = role.obsolete(inbox.traffic())) {
            requests.unsubscribe(obsolete, link, attendance.during(link, request.patience()));
            role.unsubscribed(obsolete);
        }
        return role.isOver(inbox.traffic());
    }

    /** Ends a connection: with a goodbye while the link is up, whoever wants to end it, else at once. */
    private void leave(MqttLink link) {
        thread.beginLeaving();
        if (link.loss() == null && isAccepted) {
            attendance.sayGoodbye(link);
        }
        link.close();
    }

    private void recover(MqttLink.Request request, LinkException failure, Duration upFor) throws InterruptedException {
        if (failure.kind() == Kind.TAKEN_OVER && !role.subscribes()) {
            leaveToAnother(failure.getMessage());
            return;
        }
        Reconnection.Decision decision = reconnection.afterFailure(failure, upFor);
        isRefused = failure.isRefusal();
        if (isRefused) {
            counters.refusals().increment();
        }
        if (decision.fatal().isPresent()) {
            thread.finish();
            inbox.fail(decision.fatal().get());
            return;
        }
        if (failure.kind() == Kind.TAKEN_OVER || (failure.kind() == Kind.LOST && !isAccepted)) {
            continuity.uncertain(); // the other client, or this unanswered try, may have begun another session
        }
        plan.failed(request, failure, upFor);
        if (failure.kind() != Kind.OVER_BYTES) {
            outages.failed(request.serverUri(), failure, reconnection.hasWorked());
        }
        thread.pause(decision.delay());
    }

    /** A session that is only emptied belongs to whoever comes for it. */
    private void leaveToAnother(String reason) {
        thread.finish();
        inbox.fail(reason + "; it is left to that one");
    }

    private void awaitTurn() throws InterruptedException {
        while (!thread.isStopping() && !role.mayConnect()) {
            if (role.isReplaced()) {
                leaveToAnother("a newer task of this connector has it");
            }
            thread.pause(TURN_CHECK);
        }
    }

    /** Any thread. Does not wait. Tells the session to end, for whoever has several to close. */
    public void beginClose() {
        thread.interruptWork();
    }

    /** Any thread. Says goodbye to the broker, which keeps the session; returns within about four seconds. */
    @Override
    public void close() {
        beginClose();
        thread.join(CLOSE_LIMIT);
    }
}
