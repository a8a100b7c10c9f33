// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

/**
 * What came out otherwise than by writing a row.
 *
 * @param ignoredUpdates rows to update that are not there
 * @param replays what was stored before
 */
public record Effects(long ignoredUpdates, long replays) {
    public static final Effects NONE = new Effects(0, 0);

    public Effects plus(Effects more) {
        return new Effects(ignoredUpdates + more.ignoredUpdates, replays + more.replays);
    }
}
