// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.benchmark.report.Role;
import io.mqttmysql.stack.LocalStack;
import java.util.Map;
import java.util.Optional;

/** Somebody who can do the job of a benchmark. Every start is a new JVM, the same for all: nobody comes warmed up. */
interface Contender {
    /** For the table. */
    String name();

    Role role();

    /** What it is told, for the report; no secrets. */
    Map<String, String> settings();

    /** Begins the job; does not wait for it. */
    Running start(LocalStack stack, Job job);

    /** A job under way. */
    interface Running extends AutoCloseable {
        /** Why it will never be done. */
        Optional<String> failure();

        /** Ends it, done or not. */
        @Override
        void close();
    }
}
