// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.message;

/** What the broker says of a PUBLISH: whether it sent it before (DUP, MQTT 5 section 3.3.1.1), and when that can be. */
public enum Attempt {
    /** It never sent it before. */
    FIRST,
    /** It sent it before on this connection, with which the session began. */
    REPEATED,
    /** It sent it before on this connection or an earlier one of the session, which it has resumed. */
    RESENT
}
