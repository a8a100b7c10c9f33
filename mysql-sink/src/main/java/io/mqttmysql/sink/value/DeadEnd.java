// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import io.mqttmysql.sink.value.JsonPath.Index;
import io.mqttmysql.sink.value.JsonPath.Member;
import io.mqttmysql.sink.value.JsonPath.Step;
import java.util.List;

/**
 * A path that cannot go on: it names a member of what is not an object, or an element of what is not an array. The
 * record is not what the path was written for, which a row without the value would hide.
 */
public final class DeadEnd extends BadValue {
    private static final long serialVersionUID = 1L;

    private DeadEnd(String reason) {
        super(reason);
    }

    /** At a value of the record. */
    public static DeadEnd at(JsonPath path, Step step, Place met) {
        String wanted = step instanceof Member member
                ? "the member " + Quoted.of(member.name())
                : "the element " + ((Index) step).position();
        return new DeadEnd("'" + path + "' looks for " + wanted + " in " + what(met));
    }

    /** At a payload of no bytes, or of blanks. */
    public static DeadEnd atNothing(JsonPath path) {
        return new DeadEnd("the payload is empty, so there is no '" + path + "'; 'payload' reads it as it is");
    }

    private static String what(Place met) {
        if (met.raw() instanceof List) {
            return "an array; an element of it is written [0]";
        }
        if (met.isObject()) {
            return "an object; a member of it is written .name";
        }
        Object value = met.value();
        String shown = value instanceof String || value instanceof byte[] ? "the text " : "";
        return shown + Quoted.of(value) + "; a value alone is read by a path that ends here, or by 'payload'";
    }
}
