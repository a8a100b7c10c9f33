// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** The consumer group: who owns which partition, whatever the workers believe. One thread. */
final class ModelGroup {
    private final List<ModelPartition> kafka;
    private final List<ModelSeat> seats;
    private final HistorySettings settings;
    private final Consumer<SinkRecord> letters;
    private final Consumer<String> steps;
    private final Map<TopicPartition, ModelWorker> owners = new HashMap<>();

    /**
     * @param letters gets each record that a task reports
     * @param steps gets what happens, for a person
     */
    ModelGroup(
            List<ModelPartition> kafka,
            List<ModelSeat> seats,
            HistorySettings settings,
            Consumer<SinkRecord> letters,
            Consumer<String> steps) {
        this.kafka = kafka;
        this.seats = seats;
        this.settings = settings;
        this.letters = letters;
        this.steps = steps;
    }

    /** Its worker, a new one where there is none; it gets what nobody has. */
    ModelWorker employ(ModelSeat seat) {
        if (seat.worker().isEmpty()) {
            seat.take(new ModelWorker(settings.of(seat), kafka, this::isOwner, letters));
        }
        ModelWorker worker = seat.worker().get();
        Set<TopicPartition> free = kafka.stream()
                .map(partition -> ModelWorker.partition(partition.number()))
                .filter(partition -> !isOwned(partition) && !worker.assigned().contains(partition))
                .collect(Collectors.toSet());
        if (!free.isEmpty()) {
            tell("%s is given %s".formatted(seat, free));
            give(worker, free);
        }
        return worker;
    }

    private boolean isOwned(TopicPartition partition) {
        ModelWorker owner = owners.get(partition);
        return seats.stream().flatMap(seat -> seat.worker().stream()).anyMatch(worker -> worker == owner);
    }

    void give(ModelWorker worker, Set<TopicPartition> partitions) {
        partitions.forEach(partition -> owners.put(partition, worker));
        worker.assign(partitions);
    }

    private boolean isOwner(ModelWorker worker, TopicPartition partition) {
        return owners.get(partition) == worker;
    }

    /** What it still owns goes to another seat. */
    void handOver(ModelSeat from, ModelSeat to, boolean inOrder) {
        from.worker().ifPresent(before -> {
            ModelWorker after = employ(to);
            Set<TopicPartition> partitions = new HashSet<>(before.assigned());
            partitions.removeIf(partition ->
                    owners.get(partition) != before || after.assigned().contains(partition));
            tell("%s hands %s over to %s%s".formatted(from, partitions, to, inOrder ? "" : " and does not know"));
            if (inOrder) {
                before.revoke(partitions);
            }
            give(after, partitions);
        });
    }

    /** A worker that the group has given up hears of it. */
    void hearOfIt(ModelSeat seat) {
        seat.worker().ifPresent(worker -> {
            Set<TopicPartition> lost = new HashSet<>(worker.assigned());
            lost.removeIf(partition -> owners.get(partition) == worker);
            tell("%s hears that it has lost %s".formatted(seat, lost));
            worker.lose(lost);
        });
    }

    /** The connector is stopped. */
    void stop() {
        seats.forEach(ModelSeat::end);
        owners.clear();
    }

    private void tell(String step) {
        steps.accept(step);
    }
}
