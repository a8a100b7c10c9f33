// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import java.util.Optional;

/**
 * One way from records to rows.
 *
 * @param write empty: what the strategy takes is discarded
 */
public record TableStrategy(String name, StrategyCriteria criteria, AfterMatch afterMatch, Optional<WriteSpec> write) {
    /** Stands for the strategy's name where there is only the top level. */
    public static final String TOP_LEVEL = "top level";
}
