// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.session;

/** What the broker said about our session when it accepted a connection. */
enum SessionState {
    /** It has it still, and sends again what was not acknowledged. */
    RESUMED,
    /** It has none: what was not acknowledged is known to us only. */
    NEW
}
