// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.row;

/** Why records cannot be stored, in classes that can be counted. */
public enum ErrantReason {
    NO_STRATEGY("no strategy takes it"),
    PAYLOAD("its payload, its topic or the elements of rows cannot be read"),
    TABLE("its table is not there or does not fit"),
    VALUE("a value cannot be read or does not fit its column"),
    DUPLICATE_KEY("another row has its key"),
    ROW_NOT_FOUND("there is no row for it to update"),
    REFUSED("the server refused a row of it");

    private final String words;

    ErrantReason(String words) {
        this.words = words;
    }

    /** A clause about the record. */
    public String words() {
        return words;
    }
}
