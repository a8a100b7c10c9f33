// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

import java.util.Arrays;

/**
 * By what a PUBLISH is known when it comes again.
 *
 * @param packetId from 1 to 65535
 * @param attempt at QoS 0 always the first: nobody acknowledges it
 * @param content see {@link ContentDigest}
 */
public record PublishIdentity(int packetId, Attempt attempt, byte[] content) {
    /** Two PUBLISHes with one packet id that say the same. */
    boolean isSameMessage(PublishIdentity other) {
        return packetId == other.packetId && Arrays.equals(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublishIdentity that && attempt == that.attempt && isSameMessage(that);
    }

    @Override
    public int hashCode() {
        return 31 * packetId + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "packet id " + packetId + ", " + attempt;
    }
}
