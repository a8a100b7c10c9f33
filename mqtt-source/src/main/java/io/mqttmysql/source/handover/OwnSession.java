// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.config.ConnectionOptions;
import io.mqttmysql.source.config.TaskShare;
import io.mqttmysql.source.message.SessionRole;
import io.mqttmysql.source.message.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role of a task's own session: to give up what belongs to other tasks now, and to remember what it has. Where the
 * filters are divided as its last record says, there is nothing to give up, and nobody is asked anything; should a
 * message come all the same that is another task's, a division of which Kafka has no record was in between.
 */
public final class OwnSession implements SessionRole {
    private static final Logger log = LoggerFactory.getLogger(OwnSession.class);

    /** What was on its way comes for a while after a subscription was given up. */
    private static final int AFTERMATH = 6;

    private final String owner;
    private final TaskShare share;
    private final Successors successors;
    private final boolean isExpected;
    private final Duration quiet;
    private final String instance = TaskMemory.newInstance();

    private FormerSubscriptions former; // guarded by this
    private long question; // guarded by this
    private long givenUpAt; // guarded by this
    private boolean isSubscribed; // guarded by this
    private int sessions; // guarded by this
    private Set<String> settled; // guarded by this
    private volatile boolean hasForeign;
    private volatile Map<String, Object> memory;

    /** @param quiet after so long without a message nothing waits at the broker */
    public OwnSession(
            ConnectionOptions connection,
            TaskShare share,
            ConnectorHistory history,
            Successors successors,
            Duration quiet) {
        this.owner = connection.session().clientId();
        this.share = share;
        this.successors = successors;
        this.quiet = quiet;
        Optional<TaskMemory> before = history.of(share.index());
        this.isExpected = before.isPresent() && connection.keepsSession() && wasKept(share.index(), history);
        this.former = former(history.isSettled() ? List.of() : had(before));
        this.sessions = history.sessions();
        this.settled = history.settledInstances();
        successors.recognise(instance);
        this.memory = remember();
    }

    /**
     * False where the first task, as long as it was alone, ended the session that an earlier task of this number had.
     */
    private static boolean wasKept(int task, ConnectorHistory history) {
        return task == 0 || history.of(0).map(first -> first.sessions() > task).orElse(true);
    }

    /** Whatever is remembered, a task that stored nothing may have subscribed what is another's now. */
    private Collection<String> had(Optional<TaskMemory> before) {
        Collection<String> had = new TreeSet<>(share.allSubscriptions());
        before.ifPresent(memory -> had.addAll(memory.subscriptions()));
        had.removeAll(share.subscriptions());
        return had;
    }

    private FormerSubscriptions former(Collection<String> subscriptions) {
        return new FormerSubscriptions(subscriptions, share, successors, quiet);
    }

    @Override
    public Map<String, Object> memory() {
        return memory;
    }

    /**
     * No other session than those of the present tasks is left. Any thread.
     *
     * @param instances whose word of them need not be followed again
     */
    public synchronized void abandonedSessionsEnded(Set<String> instances) {
        sessions = share.count();
        settled = instances;
        memory = remember();
    }

    @Override
    public boolean expectsSession() {
        return isExpected;
    }

    @Override
    public boolean isForeign(String topic) {
        return share.isForeign(topic);
    }

    @Override
    public void broughtForeign() {
        hasForeign = true;
    }

    @Override
    public void resumed() {
        subscribed();
    }

    /** A new session has what this task has subscribed, and nothing else. */
    @Override
    public synchronized void begun() {
        former.forget();
        subscribed();
    }

    private synchronized void subscribed() {
        successors.haveSubscribed();
        former.connected();
        isSubscribed = true;
        memory = remember();
        if (!former.isEmpty()) {
            question = successors.ask();
        }
    }

    /** Nothing while Kafka does not say that this task is still the one: another may have subscribed for itself. */
    @Override
    public synchronized List<String> obsolete(Traffic traffic) {
        if (hasForeign && former.isEmpty() && isOver(quiet.multipliedBy(AFTERMATH))) {
            hasForeign = false;
            former = former(had(Optional.empty()));
            question = successors.ask();
            memory = remember();
        }
        return successors.isConfirmed(question) ? former.obsolete(traffic) : List.of();
    }

    private boolean isOver(Duration aftermath) {
        return givenUpAt == 0 || System.nanoTime() - givenUpAt >= aftermath.toNanos();
    }

    @Override
    public synchronized void unsubscribed(List<String> subscriptions) {
        former.unsubscribed(subscriptions);
        givenUpAt = System.nanoTime();
        hasForeign = false;
        memory = remember();
        log.info(
                "{} - gave up subscriptions that are of no use or with other tasks now, where the session had them: {}",
                owner,
                subscriptions);
    }

    private Map<String, Object> remember() {
        List<String> mayHave = new ArrayList<>(share.subscriptions());
        mayHave.addAll(former.open());
        String plan = isSubscribed ? share.fingerprint() : "";
        return new TaskMemory(plan, instance, 0, sessions, mayHave, settled).toOffset();
    }
}
