// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

import io.mqttmysql.sink.config.ConnectionOptions;
import io.mqttmysql.sink.config.DeliveryOptions;
import io.mqttmysql.sink.config.PoolOptions;
import io.mqttmysql.sink.config.RetryOptions;
import io.mqttmysql.sink.config.WriteOptions;

/**
 * All that the writer needs to know.
 *
 * @param connector its name, for the log and for messages that name REST calls
 * @param task its name in the log
 */
public record SinkWriterOptions(
        ConnectionOptions connection,
        PoolOptions pool,
        WriteOptions write,
        DeliveryOptions delivery,
        RetryOptions retry,
        String connector,
        String task) {}
