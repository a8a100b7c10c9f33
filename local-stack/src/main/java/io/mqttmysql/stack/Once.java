// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.util.function.Supplier;

/** A value that is made when it is first asked for; a failure is not remembered. Any thread. */
final class Once<T> {
    private final Supplier<T> source;
    private T value; // guarded by this

    Once(Supplier<T> source) {
        this.source = source;
    }

    synchronized T value() {
        if (value == null) {
            value = source.get();
        }
        return value;
    }
}
