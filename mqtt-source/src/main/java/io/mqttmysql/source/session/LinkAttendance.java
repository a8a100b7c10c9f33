// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.message.Traffic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What a link needs at every moment from CONNACK on, whatever else is awaited: acknowledgements go out, its loss is
 * noticed, and where nothing more is taken it stays up until there is room. Session thread.
 */
final class LinkAttendance {
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);
    private static final Duration ROOM_CHECK = Duration.ofMillis(20);

    private final Inbox inbox;
    private final SessionThread thread;
    private final OutageLog outages;

    LinkAttendance(Inbox inbox, SessionThread thread, OutageLog outages) {
        this.inbox = inbox;
        this.thread = thread;
        this.outages = outages;
    }

    /** False while the link takes no further message, so that nothing else can be done than to wait for room. */
    boolean attend(MqttLink link) throws LinkException {
        acknowledgeDone(link);
        LinkException loss = link.loss();
        if (loss != null) {
            throw loss;
        }
        LinkException saturation = link.saturation();
        if (saturation != null) {
            awaitRoomOn(link, saturation);
        }
        return saturation == null;
    }

    /** The link stays up, so that the broker keeps the session however long Kafka is away, and is then re-created. */
    private void awaitRoomOn(MqttLink link, LinkException saturation) throws LinkException {
        outages.saturated(saturation);
        if (inbox.isWorthAsking()) {
            sayGoodbye(link); // so that the acknowledgements arrive, and those messages do not come again
            throw saturation;
        }
        park(link, ROOM_CHECK);
    }

    /** Acknowledges what may be, and leaves. */
    void sayGoodbye(MqttLink link) {
        try {
            acknowledgeDone(link);
        } catch (LinkException e) {
            // the broker sends those messages again
        }
        link.disconnect();
    }

    private void acknowledgeDone(MqttLink link) throws LinkException {
        for (Delivery done = inbox.nextDone(); done != null; done = inbox.nextDone()) {
            link.acknowledge(done.packetId());
        }
    }

    /** Until something is to be done for the link. */
    void park(MqttLink link) {
        park(link, LOOK_AROUND);
    }

    private void park(MqttLink link, Duration longest) {
        thread.parkWhile(() -> !inbox.hasDone() && link.loss() == null, longest);
    }

    /** Attends to the link while an answer is awaited. */
    SubscriptionRequests.Wait during(MqttLink link, Duration patience) {
        return (answer, name) -> await(link, answer, name, patience);
    }

    /**
     * Waits for the broker's answer behind whatever it sends before it, however much. Gives up when nothing came for
     * that long, and the broker does not wait for an acknowledgement either.
     */
    private int[] await(MqttLink link, CompletableFuture<int[]> answer, String name, Duration patience)
            throws LinkException, InterruptedException {
        Traffic seen = inbox.traffic();
        long silentSince = System.nanoTime();
        while (!answer.isDone()) {
            if (thread.isStopping()) {
                throw new InterruptedException("the session ends");
            }
            if (attend(link)) {
                thread.parkWhile(() -> !answer.isDone() && !inbox.hasDone() && link.loss() == null, LOOK_AROUND);
            }
            Traffic now = inbox.traffic();
            if (now.received() != seen.received() || !now.isIdle()) {
                seen = now;
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince >= patience.toNanos() && !answer.isDone()) {
                throw new LinkException(
                        LinkException.Kind.LOST, "no " + name + " within " + patience.toMillis() + " ms");
            }
        }
        return LinkException.result(answer);
    }
}
