// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

/**
 * What came out otherwise than by writing a row.
 *
 * @param ignoredUpdates rows to update that are not there
 * @param replays what was stored before
 */
record Effects(long ignoredUpdates, long replays) {
    static final Effects NONE = new Effects(0, 0);

    Effects plus(Effects more) {
        return new Effects(ignoredUpdates + more.ignoredUpdates, replays + more.replays);
    }
}
