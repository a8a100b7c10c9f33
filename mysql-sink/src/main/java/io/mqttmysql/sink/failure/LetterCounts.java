// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

import java.util.Optional;

/** What the worker itself counts of a task's dead letters: the one who reports them is told less. */
@FunctionalInterface
public interface LetterCounts {
    /**
     * Since the task began.
     *
     * @param asked letters that the worker was to write
     * @param failed those of them that it could not write, as far as that is known
     */
    record Count(double asked, double failed) {}

    /** Nothing where the worker does not show it. */
    Optional<Count> now();
}
