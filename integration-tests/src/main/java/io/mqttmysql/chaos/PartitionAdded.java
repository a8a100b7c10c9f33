// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.fault.Fault;
import io.mqttmysql.pipeline.Pipeline;
import io.mqttmysql.stack.ConnectClient;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.StackException;

/**
 * The source's topic gets one partition more. Keys go to other partitions from then on, and the order of a device holds
 * only if all is written before: the load pauses until it is, and the source starts with a producer that knows the new
 * partition. Chaos's main thread.
 */
final class PartitionAdded implements Fault {
    private static final int MOST = 12;

    private final Pipeline pipeline;
    private final ConnectClient connect;
    private final int rate;

    /** @param rate of the load, readings a second */
    PartitionAdded(Pipeline pipeline, ConnectClient connect, int rate) {
        this.pipeline = pipeline;
        this.connect = connect;
        this.rate = rate;
    }

    @Override
    public String name() {
        return "partition-added";
    }

    @Override
    public boolean combines() {
        return false;
    }

    @Override
    public void begin() {
        pipeline.load().stop();
        if (!pipeline.awaitSettled(Patience.EFFECT)) {
            throw new StackException(
                    name() + ": what was sent before it did not arrive within " + Patience.EFFECT.toSeconds() + " s.");
        }
        pipeline.topics().addPartition(pipeline.name(), MOST);
        connect.restart(pipeline.source());
        connect.awaitRunning(pipeline.source(), 1, Patience.START);
    }

    @Override
    public void end() {
        pipeline.load().start(rate);
    }
}
