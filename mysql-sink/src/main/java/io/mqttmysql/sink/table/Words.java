// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of an ENUM's or a SET's declaration. Any thread. */
public final class Words {
    private static final Pattern WORD = Pattern.compile("'((?:[^']|'')*)'");

    private static final int SHOWN = 10;

    private Words() {}

    /** In their order; none of another type's declaration. */
    public static List<String> of(String declaration) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(declaration);
        while (word.find()) {
            words.add(word.group(1).replace("''", "'"));
        }
        return words;
    }

    /** For a message: the first ones, in quotes. */
    public static String listed(List<String> words) {
        String first = words.stream().limit(SHOWN).map(word -> "'" + word + "'").collect(Collectors.joining(", "));
        return words.size() <= SHOWN ? first : first + " and " + (words.size() - SHOWN) + " more";
    }
}
