// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import io.mqttmysql.fault.CommitCut;
import io.mqttmysql.model.ModelPartition.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Random steps of one seed, and after each the judgement. The same seed takes the same steps; what the servers' threads
 * do within one may differ. One thread.
 */
final class History {
    private static final int PARTITIONS = 3;
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int ROUNDS = 1000;
    private static final int SPREAD = 5;
    /** Neighbouring seeds begin alike otherwise. */
    private static final long SPREADING = 0x9E3779B97F4A7C15L;

    private final ModelDatabase database;
    private final List<ModelSeat> seats;
    private final Random random;
    private final HistorySettings settings;
    private final List<ModelPartition> kafka =
            IntStream.range(0, PARTITIONS).mapToObj(ModelPartition::new).toList();
    private final Set<String> letters = ConcurrentHashMap.newKeySet();
    private final HistoryJudge judge = new HistoryJudge(kafka, letters);
    private final List<String> steps = new ArrayList<>();
    private final ModelGroup group;
    private final List<Step> possible = List.of(
            new Step(26, seat -> produce()),
            new Step(20, this::round),
            new Step(7, this::commit),
            new Step(5, seat -> group().handOver(seat, next(seat), true)),
            new Step(5, seat -> group().handOver(seat, next(seat), false)),
            new Step(3, seat -> group().hearOfIt(seat)),
            new Step(3, this::kill),
            new Step(2, this::end),
            new Step(6, this::cutAtCommit),
            new Step(4, this::cutAtStatement),
            new Step(3, this::awayOrBack),
            new Step(8, this::overlap),
            new Step(2, seat -> killConnections()),
            new Step(2, seat -> recreate()),
            new Step(2, seat -> copy()),
            new Step(3, seat -> failOver()));
    private long now = 1_795_341_600_000L;
    private boolean hasCopy;
    private boolean hasFailedOver;
    private boolean mayStop;

    History(ModelDatabase database, List<ModelSeat> seats, long seed) {
        this.database = database;
        this.seats = seats;
        this.random = new Random(seed * SPREADING);
        this.settings = HistorySettings.random(random, database);
        this.group = new ModelGroup(kafka, seats, settings, record -> letters.add(ModelRecords.id(record)), steps::add);
    }

    /** @throws AssertionError with the steps */
    void run() throws Exception {
        database.clear();
        try {
            int length = 10 + random.nextInt(30);
            for (int step = 0; step < length; step++) {
                step();
                remedy();
                judge.judge(database.seen(), hasFailedOver);
            }
            settle();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(settings + "\n" + String.join("\n", steps) + "\n" + e.getMessage(), e);
        } finally {
            seats.forEach(ModelSeat::crash);
        }
    }

    /** @param weight how often it is taken, among all */
    private record Step(int weight, Action action) {}

    @FunctionalInterface
    private interface Action {
        void on(ModelSeat seat) throws Exception;
    }

    private void step() throws Exception {
        ModelSeat seat = seats.get(random.nextInt(seats.size()));
        int die = random.nextInt(possible.stream().mapToInt(Step::weight).sum());
        for (Step step : possible) {
            die -= step.weight();
            if (die < 0) {
                step.action().on(seat);
                return;
            }
        }
    }

    private void commit(ModelSeat seat) {
        tell("%s commits".formatted(seat));
        seat.worker().ifPresent(ModelWorker::commit);
    }

    private void kill(ModelSeat seat) {
        tell("%s is killed".formatted(seat));
        seat.crash();
    }

    private void end(ModelSeat seat) {
        tell("%s ends".formatted(seat));
        seat.end();
    }

    private void cutAtCommit(ModelSeat seat) {
        CommitCut.Side side = random.nextBoolean() ? CommitCut.Side.BEFORE : CommitCut.Side.AFTER;
        tell("%s: the link will be cut %s COMMIT".formatted(seat, side));
        seat.cutAtNextCommit(side);
        round(seat);
    }

    private void cutAtStatement(ModelSeat seat) {
        String text = random.nextBoolean() ? "INSERT INTO" : "FOR UPDATE";
        tell("%s: the link will be cut at %s".formatted(seat, text));
        seat.before(text, () -> {
            seat.cut();
            seat.heal();
        });
        round(seat);
    }

    private void awayOrBack(ModelSeat seat) {
        tell("%s: the server is %s".formatted(seat, seat.isCut() ? "back" : "away"));
        if (seat.isCut()) {
            seat.heal();
        } else {
            seat.cut();
        }
        round(seat);
    }

    private void overlap(ModelSeat seat) throws Exception {
        produce();
        new Overlap(this, random, seat, next(seat)).run();
    }

    private ModelSeat next(ModelSeat seat) {
        return seats.get((seat.number() + 1) % seats.size());
    }

    private void killConnections() throws SQLException {
        tell("all connections are killed");
        database.killAll();
    }

    private void copy() throws SQLException {
        hasCopy |= database.copy(PARTITIONS);
        tell("the server is copied: %s".formatted(hasCopy));
    }

    private void failOver() throws SQLException {
        if (!hasCopy) {
            copy();
            return;
        }
        tell("the copy takes over");
        database.failOver();
        hasFailedOver = true;
        mayStop = true;
    }

    /** With the connector stopped. Its times are later than those before. */
    private void recreate() {
        ModelPartition partition = kafka.get(random.nextInt(PARTITIONS));
        tell("partition %d is of a new topic".formatted(partition.number()));
        group.stop();
        partition.recreate();
        now += 2 * SPREAD;
        hasCopy = false;
        mayStop = true;
    }

    private void produce() {
        ModelPartition partition = kafka.get(random.nextInt(PARTITIONS));
        StringBuilder kinds = new StringBuilder();
        for (int count = 1 + random.nextInt(6); count > 0; count--) {
            Kind kind = random.nextInt(3) > 0 ? Kind.GOOD : KINDS.get(random.nextInt(KINDS.size()));
            // producers set times, and not all of them in order
            partition.append(kind, ++now - random.nextInt(SPREAD));
            kinds.append(kind.name().charAt(0)).append(kind.name().charAt(1)).append(' ');
        }
        tell("partition %d gets %sand ends at %d".formatted(partition.number(), kinds, partition.end()));
    }

    void round(ModelSeat seat) {
        int most = 1 + random.nextInt(8);
        tell("%s: a round of %d".formatted(seat, most));
        group.employ(seat).iterate(most);
    }

    /** A task may stop only where a position is not what it was, and says what to do then. */
    private void remedy() {
        Optional<String> reason = seats.stream()
                .flatMap(seat -> seat.worker().stream())
                .flatMap(worker -> worker.failure().stream())
                .map(Throwable::getMessage)
                .findFirst();
        if (reason.isPresent()) {
            tell("a task stops: %s".formatted(reason.get()));
            if (!mayStop) {
                throw new AssertionError("a task stopped for no reason: " + reason.get());
            }
            group.stop();
            settings.remedy(reason.get(), kafka);
        }
    }

    private void settle() throws SQLException {
        seats.forEach(ModelSeat::calm);
        if (random.nextBoolean()) {
            tell("all are killed");
            seats.forEach(ModelSeat::crash);
        }
        tell("from here on nothing happens");
        produce();
        ModelDatabase.Seen seen = database.seen();
        for (int round = 0; round < ROUNDS && !judge.isComplete(seen); round++) {
            seats.forEach(group::hearOfIt);
            group.employ(seats.get(round % 2)); // what nobody has
            for (ModelSeat seat : seats) {
                seat.worker().ifPresent(worker -> worker.iterate(100));
                remedy();
                seat.worker().ifPresent(ModelWorker::commit);
            }
            seen = database.seen();
            judge.judge(seen, true);
        }
        judge.judge(seen, false);
        if (!judge.isComplete(seen)) {
            throw new AssertionError("not all of it came: " + judge.state(seen) + ", rows " + seen.rows());
        }
    }

    void tell(String step) {
        steps.add(step);
    }

    ModelGroup group() {
        return group;
    }

    ModelDatabase database() {
        return database;
    }
}
