// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

/** The newest trouble in a sentence, as the log or the dead letter has it. Any thread. */
public final class LastError {
    private static final int LONGEST = 500;

    private volatile String sentence = "";
    private volatile long atMillis;

    /** Task thread. */
    void set(String newest) {
        sentence = newest.length() > LONGEST ? newest.substring(0, LONGEST) + "…" : newest;
        atMillis = System.currentTimeMillis();
    }

    /** Empty where there was none. */
    public String sentence() {
        return sentence;
    }

    /** Milliseconds since 1970; 0 where there was none. */
    public long atMillis() {
        return atMillis;
    }
}
