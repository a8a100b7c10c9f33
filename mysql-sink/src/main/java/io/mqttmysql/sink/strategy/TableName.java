// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.value.BadValue;

/** What MySQL allows as a quoted name (manual, "Schema Object Names"). */
final class TableName {
    private TableName() {}

    /**
     * Returns the name where it is legal.
     *
     * @throws BadValue where it is not
     */
    static String legal(String name) {
        if (name.isEmpty()) {
            throw new BadValue("the table name it makes is empty");
        }
        if (name.codePointCount(0, name.length()) > TableId.MAX_NAME_LENGTH) {
            throw new BadValue("the table name it makes has " + name.length() + " characters and MySQL allows "
                    + TableId.MAX_NAME_LENGTH);
        }
        if (name.endsWith(" ")) {
            throw new BadValue("the table name it makes ends with a blank, which MySQL does not allow");
        }
        if (name.chars().anyMatch(c -> c < ' ' || Character.isSurrogate((char) c))) {
            throw new BadValue("the table name it makes has a character that MySQL does not allow in names");
        }
        if (!TableId.isQuotable(name)) {
            throw new BadValue("the table name it makes has a backslash, which MySQL's driver does not take in names");
        }
        return name;
    }
}
