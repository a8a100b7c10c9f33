// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import io.mqttmysql.sink.failure.OutOfTime;
import java.util.function.BooleanSupplier;

/** Lets the statements of a transaction's rows begin until the time is over, the first in any case. Task thread. */
public final class Pace {
    private final BooleanSupplier isOver;
    private boolean hasBegun;

    /** @param isOver whether the time is over */
    public Pace(BooleanSupplier isOver) {
        this.isOver = isOver;
    }

    /** Of rows that must not be left half written: they take the time they need. */
    public static Pace free() {
        return new Pace(() -> false);
    }

    /** One more statement is to begin. */
    void next() throws OutOfTime {
        if (hasBegun && isOver.getAsBoolean()) {
            throw new OutOfTime("to write the rows of a transaction");
        }
        hasBegun = true;
    }
}
