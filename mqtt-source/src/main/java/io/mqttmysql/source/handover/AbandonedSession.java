// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.config.TaskShare;
import io.mqttmysql.source.message.SessionRole;
import io.mqttmysql.source.message.Traffic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role of a session whose task no longer exists: to bring what it holds, to give up its subscriptions, and to end.
 * MQTT has no word for "that was all", so it ends when it has no subscription, everything is acknowledged, and nothing
 * came for a while, neither before nor after the broker answered a question: a broker that stands still is silent too.
 *
 * <p>Invariant: nothing is given up or ended unless Kafka was read on the same link and shows no newer task. Who takes
 * the session over later ends the link, and with it all that could still be done to the session.
 */
public final class AbandonedSession implements SessionRole {
    /** A broker sends what it has at once; this is long even for a loaded one. */
    public static final Duration QUIET = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(AbandonedSession.class);

    private final int task;
    private final String clientId;
    private final FormerSubscriptions former;
    private final List<String> question;
    private final QuietPeriod quietPeriod;
    private final Runnable onEnd;
    private final Successors successors;
    private final int sessions;
    private final String instance;

    // session thread only
    private boolean isEmpty;
    private long beforeConnecting; // the question that Kafka has to answer before the next link; -1 where none is asked
    private long sinceConnected;
    private long receivedWhenAsked = -1;

    private volatile Map<String, Object> memory;

    /**
     * @param quiet after so long without a message the session is empty
     * @param onEnd is told when the broker has forgotten the session
     */
    public AbandonedSession(int task, String clientId, FormerOwners owners, Duration quiet, Runnable onEnd) {
        this.task = task;
        this.clientId = clientId;
        this.former = owners.formerSubscriptions(quiet);
        this.question = owners.share().subscriptions().subList(0, 1);
        this.quietPeriod = new QuietPeriod(quiet, System::nanoTime);
        this.onEnd = onEnd;
        this.successors = owners.successors();
        this.sessions = owners.history().sessions();
        this.instance = owners.instance();
        this.memory = remember();
    }

    @Override
    public Map<String, Object> memory() {
        return memory;
    }

    private Map<String, Object> remember() {
        return new TaskMemory("", instance, 0, Math.max(sessions, task + 1), List.copyOf(former.open()), Set.of())
                .toOffset();
    }

    /**
     * Who had the subscriptions and who has them.
     *
     * @param instance goes with what the abandoned sessions bring
     */
    public record FormerOwners(TaskShare share, ConnectorHistory history, Successors successors, String instance) {
        public FormerOwners(TaskShare share, ConnectorHistory history, Successors successors) {
            this(share, history, successors, TaskMemory.newInstance());
            successors.recognise(instance);
        }

        /** Whose word of abandoned sessions is followed once all of them are ended. */
        public Set<String> followed() {
            Set<String> followed = history.speakers();
            followed.add(instance);
            return followed;
        }

        /** Any that the connector ever had: what is not there can be given up too. */
        private FormerSubscriptions formerSubscriptions(Duration quiet) {
            Collection<String> all = new TreeSet<>(share.allSubscriptions());
            history.all().forEach(memory -> all.addAll(memory.subscriptions()));
            return new FormerSubscriptions(all, share, successors, quiet);
        }
    }

    @Override
    public boolean subscribes() {
        return false;
    }

    /**
     * The first time at once. After that somebody may have taken the session over, whom a link would throw out: Kafka
     * is asked before each. MQTT 3.1.1 does not tell a client that was replaced from one whose line broke.
     */
    @Override
    public boolean mayConnect() {
        if (beforeConnecting < 0) {
            beforeConnecting = successors.ask();
        }
        boolean mayConnect = successors.isConfirmed(beforeConnecting);
        if (mayConnect) {
            beforeConnecting = -1;
        }
        return mayConnect;
    }

    @Override
    public boolean isReplaced() {
        return successors.isReplaced();
    }

    @Override
    public void begun() {
        isEmpty = true;
    }

    @Override
    public void resumed() {
        isEmpty = false;
        sinceConnected = successors.ask(); // whoever comes after that ends this link
        former.reopen(); // another server may have a session of its own
        former.connected();
        memory = remember();
        receivedWhenAsked = -1;
        quietPeriod.restart(); // what was not acknowledged comes again
        log.info("{} - empties the abandoned session of a task that no longer exists", clientId);
    }

    @Override
    public List<String> obsolete(Traffic traffic) {
        if (isEmpty || !successors.isConfirmed(sinceConnected)) {
            return List.of();
        }
        return former.isEmpty() && isToBeAsked(traffic) ? question : former.obsolete(traffic);
    }

    /** The question is to give up what is given up already: the broker answers it after the acknowledgements. */
    private boolean isToBeAsked(Traffic traffic) {
        if (receivedWhenAsked == traffic.received() || !quietPeriod.lasts(traffic)) {
            return false;
        }
        receivedWhenAsked = traffic.received();
        return true;
    }

    @Override
    public void unsubscribed(List<String> subscriptions) {
        quietPeriod.restart();
        former.unsubscribed(subscriptions);
        memory = remember();
    }

    @Override
    public boolean isOver(Traffic traffic) {
        if (isEmpty) {
            return traffic.isIdle();
        }
        return successors.isConfirmed(sinceConnected)
                && receivedWhenAsked == traffic.received()
                && quietPeriod.lasts(traffic);
    }

    @Override
    public void ended() {
        if (!isEmpty) {
            log.info(
                    "{} - ended the abandoned session of a task that no longer exists: {} messages came of it",
                    clientId,
                    receivedWhenAsked);
        }
        onEnd.run();
    }
}
