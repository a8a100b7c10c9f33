// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.payload.PayloadForm;
import java.util.Map;
import java.util.Optional;

/**
 * One way from records to rows.
 *
 * @param payload how a raw payload is written
 * @param write empty: what the strategy takes is discarded
 */
public record TableStrategy(
        String name, StrategyCriteria criteria, AfterMatch afterMatch, PayloadForm payload, Optional<WriteSpec> write) {
    /** Stands for the strategy's name where there is only the top level. */
    public static final String TOP_LEVEL = "top level";

    /**
     * The record as the strategy sees it.
     *
     * @param captures of the filter that matches
     */
    public RecordView seen(RecordView view, Map<String, String> captures) {
        return view.withCaptures(captures).reading(payload);
    }
}
