// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A key of another JDBC sink, and what becomes of it here.
 *
 * @param name whole, or with a {@code *} at its end for all that begin so
 * @param sinks whose key it is
 * @param harmless values with which a refused key changes nothing, so that it is only ignored; in small letters
 * @param note what to know or to write instead; one clause
 */
record OtherSinkKey(String name, String sinks, Fate fate, Set<String> harmless, String note) {
    /** What becomes of a key. */
    enum Fate {
        /** It means here what it means there; the note says where not quite. */
        SAME,
        /** It is another name for what the note says. */
        MAPPED,
        /** It changes nothing that is stored; one warning names all of these. */
        IGNORED,
        /** Without it something else would be stored, or the person would believe so. */
        REFUSED
    }

    private static final String ALL_THAT_FOLLOWS = "*";

    boolean isPattern() {
        return name.endsWith(ALL_THAT_FOLLOWS);
    }

    boolean isNameOf(String key) {
        return isPattern() ? key.startsWith(name.substring(0, name.length() - 1)) : key.equals(name);
    }

    /** Why a configuration that has it cannot be used. */
    Optional<String> refusal(String value) {
        boolean isRefused =
                fate == Fate.REFUSED && !harmless.contains(value.strip().toLowerCase(Locale.ROOT));
        return isRefused ? Optional.of("is a key of the " + sinks + " JDBC sink; " + note) : Optional.empty();
    }
}
