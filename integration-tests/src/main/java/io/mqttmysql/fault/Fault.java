// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Something that goes wrong and is put right again. Begin and end take as long as the server or link needs; how long
 * the fault lasts in between is the caller's affair. Used by one thread.
 */
public interface Fault {
    /** For a person and for {@code --faults}: what is hit, and how, as {@code mysql-kill}. */
    String name();

    void begin();

    /** Puts it right and returns when it is. */
    void end();

    /** Whether others may happen at the same time. */
    default boolean combines() {
        return true;
    }

    /** Shorter than this it would be another fault. */
    default Duration atLeast() {
        return Duration.ZERO;
    }

    /** The same under another name, and never shorter than this. */
    default Fault lasting(Duration atLeast, String name) {
        Fault fault = this;
        return new Fault() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void begin() {
                fault.begin();
            }

            @Override
            public void end() {
                fault.end();
            }

            @Override
            public boolean combines() {
                return fault.combines();
            }

            @Override
            public Duration atLeast() {
                return atLeast;
            }
        };
    }

    /** Begins, lets the body run and ends, also when the body fails. */
    default void during(Runnable body) {
        begin();
        try {
            body.run();
        } finally {
            end();
        }
    }

    /** All at the same time; they begin, and end, in this order. */
    static Fault together(Fault... faults) {
        return new Fault() {
            @Override
            public String name() {
                return Arrays.stream(faults).map(Fault::name).collect(Collectors.joining(" + "));
            }

            @Override
            public void begin() {
                Arrays.stream(faults).forEach(Fault::begin);
            }

            @Override
            public void end() {
                Arrays.stream(faults).forEach(Fault::end);
            }

            @Override
            public Duration atLeast() {
                return Arrays.stream(faults)
                        .map(Fault::atLeast)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
            }
        };
    }
}
