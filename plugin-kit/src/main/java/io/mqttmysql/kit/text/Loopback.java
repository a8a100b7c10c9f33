// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.text;

import java.util.regex.Pattern;

/** What to think of where nobody listens at an address of this machine: in a container it is the container's own. */
public final class Loopback {
    private static final Pattern ADDRESS = Pattern.compile("(^|//|,)(localhost|127\\.[0-9.]+|\\[::1])(?![\\w.-])");

    private Loopback() {}

    /**
     * To be added to a sentence.
     *
     * @param addresses one or several, by themselves or in a URL
     * @return empty where none of them is of this machine
     */
    public static String hint(String addresses) {
        return ADDRESS.matcher(addresses).find() ? "; localhost is the worker's own machine, or its container" : "";
    }
}
