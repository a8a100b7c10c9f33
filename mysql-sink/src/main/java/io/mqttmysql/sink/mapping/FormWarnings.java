// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import io.mqttmysql.sink.expression.RecordView;
import io.mqttmysql.sink.payload.PayloadForm;
import io.mqttmysql.sink.strategy.TableStrategy;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, once for each strategy, that {@code payload.format} and {@code payload.compression} are for raw payloads, where
 * a converter has read them already. Task thread.
 */
final class FormWarnings {
    private static final Logger log = LoggerFactory.getLogger(FormWarnings.class);

    private final Set<String> warned = new HashSet<>();
    private final Consumer<String> warning;

    FormWarnings() {
        this(log::warn);
    }

    FormWarnings(Consumer<String> warning) {
        this.warning = warning;
    }

    void look(TableStrategy strategy, RecordView view) {
        boolean isUnused = strategy.payload() != PayloadForm.PLAIN
                && view.record().value() != null
                && !view.payload().isText();
        if (isUnused && warned.add(strategy.name())) {
            warning.accept("Strategy '" + strategy.name() + "' - payload.format and payload.compression have no effect:"
                    + " value.converter has read the payload already. Set it to"
                    + " org.apache.kafka.connect.converters.ByteArrayConverter, or remove these options");
        }
    }
}
