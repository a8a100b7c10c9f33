// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.connection;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * HikariCP would throw a connection away by the codes it knows, with a stack trace in the log for each. Which failure
 * breaks a connection is decided once, by the classifier, and {@link Transactions} discards it. Any thread.
 */
final class BrokenLinks implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return Override.DO_NOT_EVICT;
    }
}
