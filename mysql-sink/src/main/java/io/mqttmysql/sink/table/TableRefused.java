// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

/** A table or a column cannot be made; the message is a clause that says why and what to do. */
public final class TableRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who said no. */
    public enum By {
        /** A limit of the configuration: whoever makes up names must not fill the server. */
        LIMIT,
        /** The same, of the columns that one record would have; another may have fewer. */
        WIDTH,
        /** The server: it has no such names, or not so many or so wide columns. Records may have made them up. */
        SHAPE,
        /** The server: a privilege is missing, or the types cannot be. */
        SERVER
    }

    private final By by;

    public TableRefused(By by, String reason) {
        super(reason);
        this.by = by;
    }

    public By by() {
        return by;
    }
}
