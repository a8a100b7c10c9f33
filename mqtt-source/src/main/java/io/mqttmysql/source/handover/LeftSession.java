// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.handover;

import io.mqttmysql.source.config.TaskShare;
import io.mqttmysql.source.message.Duty;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty of a session whose task is no more: to bring what it holds, to give up its subscriptions, and to end. MQTT
 * has no word for "that was all", so it ends when it has no subscription, everything is acknowledged, and nothing came
 * for a while.
 */
public final class LeftSession implements Duty {
    /** A broker sends what it has at once; this is long even for a loaded one. */
    public static final Duration QUIET = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(LeftSession.class);

    private final int task;
    private final String clientId;
    private final FormerSubscriptions former;
    private final Contents contents;
    private final Runnable onEnd;

    // session thread only
    private boolean empty;
    private long received = -1;
    private long quietSince;

    private volatile Map<String, Object> memory;

    /** {@code contents} is what came of it; {@code onEnd} is told when the broker has forgotten it. */
    public LeftSession(int task, String clientId, FormerOwners owners, Contents contents, Runnable onEnd) {
        this.task = task;
        this.clientId = clientId;
        this.former = owners.formerSubscriptions();
        this.contents = contents;
        this.onEnd = onEnd;
        this.memory = remember();
    }

    @Override
    public Map<String, Object> memory() {
        return memory;
    }

    private Map<String, Object> remember() {
        return new TaskMemory("", "", 0, task + 1, List.copyOf(former.open())).toOffset();
    }

    /**
     * How much has come of a session.
     *
     * @param received counts messages
     * @param acknowledged true when all of them are
     */
    public record Contents(
            LongSupplier received, BooleanSupplier acknowledged, Duration quiet, LongSupplier nanoClock) {}

    /** Who had the subscriptions and who has them. */
    public record FormerOwners(TaskShare share, ConnectorHistory history, Successors successors) {
        /** Any that the connector ever had: what is not there can be given up too. */
        private FormerSubscriptions formerSubscriptions() {
            Collection<String> all = new TreeSet<>(share.allSubscriptions());
            history.all().forEach(memory -> all.addAll(memory.subscriptions()));
            return new FormerSubscriptions(all, share, successors);
        }
    }

    @Override
    public boolean subscribes() {
        return false;
    }

    @Override
    public void begun() {
        empty = true;
    }

    @Override
    public void resumed() {
        received = -1; // what was not acknowledged comes again
        log.info("{} - empties the session of a task that is no more", clientId);
    }

    @Override
    public List<String> obsolete() {
        return empty ? List.of() : former.obsolete();
    }

    @Override
    public void unsubscribed(List<String> subscriptions) {
        former.unsubscribed(subscriptions);
        memory = remember();
    }

    @Override
    public boolean isOver() {
        return empty || former.isEmpty() && isQuiet();
    }

    private boolean isQuiet() {
        long now = contents.nanoClock().getAsLong();
        long count = contents.received().getAsLong();
        if (count != received || !contents.acknowledged().getAsBoolean()) {
            received = count;
            quietSince = now;
            return false;
        }
        return now - quietSince >= contents.quiet().toNanos();
    }

    @Override
    public void ended() {
        if (!empty) {
            log.info("{} - ended the session of a task that is no more: {} messages came of it", clientId, received);
        }
        onEnd.run();
    }
}
