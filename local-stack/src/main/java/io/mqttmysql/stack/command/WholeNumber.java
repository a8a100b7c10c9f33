// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number within limits, which a subclass without parameters says. Any thread. */
public abstract class WholeNumber implements ITypeConverter<Long> {
    private final String what;
    private final long least;
    private final long most;

    /** @param what is counted, for the message; may be empty */
    protected WholeNumber(String what, long least, long most) {
        this.what = what;
        this.least = least;
        this.most = most;
    }

    @Override
    public final Long convert(String text) {
        if (text.matches("\\d{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new TypeConversionException(text + " is not a whole number" + (what.isEmpty() ? "" : " of " + what)
                + " from " + least + " to " + most + ".");
    }
}
