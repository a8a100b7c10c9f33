// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.fault.Fault;
import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.fault.LinkFault;
import io.mqttmysql.pipeline.Pipeline;
import io.mqttmysql.stack.MqttBroker;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.Poll;
import io.mqttmysql.stack.StackException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The source does not reach Kafka, so that it holds what the MQTT broker sends; then the broker is killed and comes
 * back, and the source connects again. The load pauses before the kill until the broker has delivered all: what is lost
 * then, the source has lost, also with a broker that forgets what it acknowledged. Chaos's main thread.
 */
final class BrokerKilledWhileHeld implements Fault {
    private static final Duration STANDS_STILL = Duration.ofSeconds(2);
    private static final String CONNECTED = "connected";
    private static final String RECEIVED = "messages-received-total";
    private static final String IN_FLIGHT = "messages-in-flight";
    private static final String RECONNECTS = "reconnects-total";

    private final Pipeline pipeline;
    private final MqttBroker broker;
    private final int rate;
    private final Fault away;

    /**
     * @param kafka the way of what the source sends to Kafka
     * @param rate of the load, readings a second
     */
    BrokerKilledWhileHeld(Pipeline pipeline, MqttBroker broker, FaultProxy kafka, int rate) {
        this.pipeline = pipeline;
        this.broker = broker;
        this.rate = rate;
        this.away = LinkFault.STALL.on(kafka);
    }

    @Override
    public String name() {
        return "mqtt-broker-kill-while-held";
    }

    @Override
    public boolean combines() {
        return false;
    }

    @Override
    public void begin() {
        await("the source was not connected before it", this::isConnected);
        away.begin();
    }

    @Override
    public void end() {
        pipeline.load().stop();
        await("the broker did not deliver all", this::standsStill);
        long held = pipeline.sourceMetric(RECEIVED);
        long reconnects = pipeline.sourceMetric(RECONNECTS);
        if (pipeline.sourceMetric(IN_FLIGHT) == 0) {
            throw new StackException(name() + ": the source held nothing, so that nothing is proved.");
        }
        broker.kill();
        broker.start();
        await(
                "the source did not connect again",
                () -> pipeline.sourceMetric(RECONNECTS) != reconnects && isConnected());
        if (pipeline.sourceMetric(RECEIVED) < held) {
            throw new StackException("The source's task was moved while it held messages and the broker was away, so"
                    + " that nothing is proved: run it again with another seed.");
        }
        away.end();
        pipeline.load().start(rate);
    }

    private boolean isConnected() {
        return pipeline.sourceMetric(CONNECTED) == 1;
    }

    private boolean standsStill() {
        long received = pipeline.sourceMetric(RECEIVED);
        return isConnected() && !Poll.until(STANDS_STILL, () -> pipeline.sourceMetric(RECEIVED) != received);
    }

    private void await(String otherwise, BooleanSupplier condition) {
        if (!Poll.until(Patience.START, condition)) {
            throw new StackException(name() + ": " + otherwise + " within " + Patience.START.toSeconds() + " s.");
        }
    }
}
