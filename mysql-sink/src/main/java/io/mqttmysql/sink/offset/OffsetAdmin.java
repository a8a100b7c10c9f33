// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.offset;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.DeliveryGuarantee;
import io.mqttmysql.sink.config.DeliveryOptions;
import io.mqttmysql.sink.config.PoolMode;
import io.mqttmysql.sink.config.PoolOptions;
import io.mqttmysql.sink.connection.ConnectionCounts;
import io.mqttmysql.sink.connection.ConnectionSource;
import io.mqttmysql.sink.connection.TransactionFailed;
import io.mqttmysql.sink.connection.Transactions;
import io.mqttmysql.sink.failure.FailureSentence;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Keeps the positions of exactly-once true when Connect's REST API alters or resets a connector's offsets. With
 * at_least_once Kafka's own offset is where the connector goes on, also if exactly_once follows: a position that is
 * left of an earlier exactly_once is removed.
 */
public final class OffsetAdmin {
    private OffsetAdmin() {}

    /**
     * While no task of the connector runs. Any thread.
     *
     * @param positions the new next offsets; null removes one, so that Kafka's own position counts. Empty is a reset of
     *     a connector whose group has no offset in Kafka (a deleted topic takes them along): all are removed
     * @return true: they are set
     * @throws ConnectException when MySQL did not take them; nothing was changed
     */
    public static boolean alter(
            ConnectionOptions connection, DeliveryOptions delivery, Map<TopicPartition, Long> positions) {
        OffsetStore store = new OffsetStore(delivery.offsetsTable(), delivery.owner());
        PoolOptions unpooled = new PoolOptions(PoolMode.NONE, 1, Duration.ZERO);
        try (Transactions transactions =
                new Transactions(ConnectionSource.of(delivery.owner(), connection, unpooled, new ConnectionCounts()))) {
            transactions.run(session -> {
                if (delivery.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
                    store.create(session);
                } else if (!store.find(session)) {
                    return session;
                }
                if (positions.isEmpty()) {
                    store.deleteAll(session);
                }
                for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
                    if (position.getValue() == null || delivery.guarantee() == DeliveryGuarantee.AT_LEAST_ONCE) {
                        store.delete(session, position.getKey());
                    } else {
                        store.put(session, position.getKey(), position.getValue());
                    }
                }
                return session;
            });
            return true;
        } catch (TransactionFailed e) {
            throw new ConnectException(
                    "The offsets in " + delivery.offsetsTable() + " were not changed; try again when MySQL can be"
                            + " written to: " + FailureSentence.ofOutage(e.reason()),
                    e.reason());
        }
    }
}
