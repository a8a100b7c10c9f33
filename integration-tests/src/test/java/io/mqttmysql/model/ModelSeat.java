// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import io.mqttmysql.fault.CommitCut;
import io.mqttmysql.fault.Fault;
import io.mqttmysql.fault.FaultProxy;
import io.mqttmysql.fault.LinkFault;
import java.util.Optional;

/** A place for one worker after the other, and its own link to the server. One thread, but for the link. */
final class ModelSeat implements AutoCloseable {
    private final int number;
    private final CommitCut commits = CommitCut.ofAll();
    private final FaultProxy link;
    private final Fault cut;
    private Optional<ModelWorker> worker = Optional.empty();
    private boolean isCut;

    ModelSeat(int number, int serverPort) {
        this.number = number;
        this.link = FaultProxy.to("seat-" + number, serverPort, commits);
        this.cut = LinkFault.CUT.on(link);
    }

    int number() {
        return number;
    }

    int port() {
        return link.port();
    }

    Optional<ModelWorker> worker() {
        return worker;
    }

    void take(ModelWorker newWorker) {
        worker = Optional.of(newWorker);
    }

    void cutAtNextCommit(CommitCut.Side side) {
        commits.arm(side);
    }

    /** See {@link FaultProxy#before}. */
    void before(String text, Runnable action) {
        link.before(text, action);
    }

    void cut() {
        isCut = true;
        cut.begin();
    }

    void heal() {
        isCut = false;
        cut.end();
    }

    boolean isCut() {
        return isCut;
    }

    /** In order. */
    void end() {
        worker.ifPresent(ModelWorker::end);
        worker = Optional.empty();
    }

    /** With whatever it was about to do. */
    void crash() {
        cut();
        worker.ifPresent(ModelWorker::crash);
        worker = Optional.empty();
        calm();
    }

    /** No fault waits any more. */
    void calm() {
        heal();
        commits.fault(CommitCut.Side.BEFORE).end();
        link.before("nothing that anybody says", () -> {});
    }

    @Override
    public void close() {
        crash();
        link.close();
    }

    @Override
    public String toString() {
        return "seat " + number;
    }
}
