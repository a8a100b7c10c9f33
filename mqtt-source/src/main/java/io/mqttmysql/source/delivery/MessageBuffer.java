// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.delivery;

import io.mqttmysql.source.config.DeliveryOptions;
import io.mqttmysql.source.message.Admission;
import io.mqttmysql.source.message.Delivery;
import io.mqttmysql.source.message.InboundMessage;
import io.mqttmysql.source.message.Inbox;
import io.mqttmysql.source.message.SourceCounters;
import io.mqttmysql.source.message.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Everything between the broker and Kafka: what waits for a poll, what Connect has, and what may be acknowledged.
 *
 * <p>Bounds: bytes, whatever the QoS and the version of MQTT; at QoS 1 also the packet ids, and the receive maximum,
 * which the broker keeps. Bytes count from arrival until Connect reports the record, so what a slow Kafka holds back
 * counts too; see {@link ByteBudget}.
 *
 * <p>Threads: Paho's callback thread fills, the task thread drains, the producer's thread completes, the session thread
 * acknowledges.
 */
public final class MessageBuffer implements Inbox {
    private final DeliveryOptions options;
    private final SourceCounters counters;
    private final DropWarning dropWarning;
    private final InboundQueue queue = new InboundQueue();
    private final ByteBudget budget;
    private final Relief relief = new Relief(System::nanoTime);
    private final AtomicInteger heldQos1 = new AtomicInteger();
    private final AtomicLong handedOut = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();
    private volatile String failure;

    // valid for one connection
    private volatile AckWindow window = new AckWindow(0, 0);

    public MessageBuffer(String owner, DeliveryOptions options, SourceCounters counters) {
        this.options = options;
        this.budget = new ByteBudget(options.bufferBytes());
        this.counters = counters;
        this.dropWarning = new DropWarning(owner, System::nanoTime);
    }

    @Override
    public void connecting(int epoch, int capacity, int predecessor) {
        relief.restart();
        window = window.next(epoch, capacity, predecessor);
    }

    @Override
    public Admission accept(InboundMessage message) {
        if (failure != null) {
            return refuseAfterFailure(message.delivery());
        }
        Admission admission =
                message.delivery().wantsAcknowledgement() ? admitQos1(message.delivery()) : admitQos0(message);
        if (admission == Admission.ACCEPTED) {
            arrived.incrementAndGet();
            counters.received().increment();
            counters.receivedBytes().add(message.payload().length);
            queue.offer(message);
        }
        return admission;
    }

    /** What waits goes to Kafka still, so that nothing more may come, or the task would never come to its failure. */
    private Admission refuseAfterFailure(Delivery delivery) {
        if (delivery.wantsAcknowledgement()) {
            return Admission.STALE;
        }
        counters.droppedQos0().increment();
        return Admission.DROPPED;
    }

    private Admission admitQos1(Delivery delivery) {
        AckWindow current = window;
        if (!current.isOpenFor(delivery)) {
            return Admission.STALE;
        }
        return isHeld(current, delivery) ? Admission.HELD : admitNew(current, delivery);
    }

    private boolean isHeld(AckWindow current, Delivery arrival) {
        if (current.isCopy(arrival)) {
            arrived.incrementAndGet();
            counters.copies().increment();
            return true;
        }
        Delivery held = current.takeEarlier(arrival);
        if (held == null) {
            return false;
        }
        held.cameAgain(current.epoch());
        arrived.incrementAndGet();
        counters.rehomed().increment();
        return current.track(held);
    }

    private Admission admitNew(AckWindow current, Delivery delivery) {
        if (!budget.takeQos1(delivery.bytes())) {
            return refuse(current, Admission.OVER_BYTES);
        }
        if (!current.track(delivery)) {
            budget.release(delivery);
            return refuse(current, Admission.OVER_RECEIVE_MAXIMUM);
        }
        heldQos1.incrementAndGet();
        return Admission.ACCEPTED;
    }

    private Admission refuse(AckWindow current, Admission reason) {
        current.close();
        counters.overruns().increment();
        return reason;
    }

    private Admission admitQos0(InboundMessage message) {
        if (!budget.takeQos0(message.delivery().bytes())) {
            counters.droppedQos0().increment();
            dropWarning.dropped(counters.droppedQos0().sum(), options.bufferBytes());
            return Admission.DROPPED;
        }
        return Admission.ACCEPTED;
    }

    /** Task thread. Takes no more than so many, and waits at most this long when nothing is there; empty is normal. */
    public List<InboundMessage> drain(int max, Duration maxWait) throws InterruptedException {
        List<InboundMessage> messages = queue.drain(max, maxWait);
        handedOut.addAndGet(messages.size());
        counters.polled().add(messages.size());
        return messages;
    }

    /**
     * Any thread. Never blocks. Kafka has the message, or Connect dropped it on purpose. Returns true the first time
     * only: an exactly-once worker may report a dropped record long after it is known to be dropped.
     */
    public boolean complete(Delivery delivery) {
        boolean isFirst = release(delivery);
        if (isFirst) {
            handedOut.decrementAndGet();
            if (delivery.wantsAcknowledgement() && delivery.epoch() != window.epoch()) {
                counters.stale().increment();
            }
        }
        return isFirst;
    }

    private boolean release(Delivery delivery) {
        if (!delivery.complete()) {
            return false;
        }
        budget.release(delivery);
        if (delivery.wantsAcknowledgement()) {
            heldQos1.decrementAndGet();
        }
        return true;
    }

    @Override
    public Delivery nextDone() {
        Delivery done = window.nextDone();
        if (done != null) {
            counters.acknowledged().increment();
        }
        return done;
    }

    @Override
    public boolean hasDone() {
        return window.hasDone();
    }

    @Override
    public boolean isWorthAsking() {
        return relief.isDue(heldQos1.get(), budget.isHalfFree());
    }

    @Override
    public Traffic traffic() {
        long count = arrived.get(); // first: what comes in between shows at the next look
        return new Traffic(count, window.isEmpty() && budget.isEmpty());
    }

    /** QoS 1 messages that the broker sent on this connection and that are not acknowledged. Any thread. */
    public int inFlight() {
        return window.size();
    }

    /** Messages that wait for a poll. Any thread. */
    public int waiting() {
        return queue.size();
    }

    /** How long the oldest unacknowledged delivery has been here; zero when there is none. Any thread. */
    public Duration oldestAge() {
        return window.headAge();
    }

    /** Task thread. Waits until Connect reported all that it was given, at most for {@code limit}. */
    public void awaitCompletion(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (handedOut.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(this, Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void fail(String sentence) {
        failure = sentence;
        queue.close();
    }

    /** Why the session gave up, once it did. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Any thread. Ends a waiting drain. */
    public void close() {
        queue.close();
    }
}
