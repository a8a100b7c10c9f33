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
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role of a task's own session: to give up what belongs to other tasks now, and to remember what it has. */
public final class OwnSession implements SessionRole {
    private static final Logger log = LoggerFactory.getLogger(OwnSession.class);

    private final String owner;
    private final TaskShare share;
    private final Successors successors;
    private final FormerSubscriptions former;
    private final boolean isExpected;
    private final String instance = UUID.randomUUID().toString();

    private boolean isSubscribed; // guarded by this
    private int sessions; // guarded by this
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
        Optional<TaskMemory> before = history.of(share.index());
        this.isExpected = before.isPresent() && connection.keepsSession() && wasKept(share.index(), history);
        this.former = new FormerSubscriptions(former(before, share), share, successors, quiet);
        this.sessions = history.abandonedTasks().stream()
                .mapToInt(task -> task + 1)
                .max()
                .orElse(share.count());
        this.memory = remember();
    }

    /**
     * False where the first task, as long as it was alone, ended the session that an earlier task of this number had.
     */
    private static boolean wasKept(int task, ConnectorHistory history) {
        return task == 0 || history.of(0).map(first -> first.sessions() > task).orElse(true);
    }

    /** Whatever is remembered, a task that stored nothing may have subscribed what is another's now. */
    private static Collection<String> former(Optional<TaskMemory> before, TaskShare share) {
        Collection<String> had = new TreeSet<>(share.allSubscriptions());
        before.ifPresent(memory -> had.addAll(memory.subscriptions()));
        had.removeAll(share.subscriptions());
        return had;
    }

    @Override
    public Map<String, Object> memory() {
        return memory;
    }

    /** No other session than those of the present tasks is left. Any thread. */
    public synchronized void abandonedSessionsEnded() {
        sessions = share.count();
        memory = remember();
    }

    @Override
    public boolean expectsSession() {
        return isExpected;
    }

    @Override
    public void resumed() {
        subscribed();
    }

    @Override
    public void begun() {
        subscribed();
    }

    private synchronized void subscribed() {
        successors.haveSubscribed();
        former.connected();
        isSubscribed = true;
        memory = remember();
    }

    @Override
    public List<String> obsolete(Traffic traffic) {
        return former.obsolete(traffic);
    }

    @Override
    public synchronized void unsubscribed(List<String> subscriptions) {
        former.unsubscribed(subscriptions);
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
        return new TaskMemory(plan, instance, 0, sessions, mayHave).toOffset();
    }
}
