// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import java.util.ArrayList;
import java.util.List;

/** Pieces of SQL text, cut outside quotes and parentheses. */
final class SqlText {
    private SqlText() {}

    /** The non-blank pieces between separators. */
    static List<String> split(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int depth = 0;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == separator && depth == 0) {
                pieces.add(text.substring(start, at));
                start = at + 1;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        pieces.add(text.substring(start));
        pieces.removeIf(String::isBlank);
        return pieces;
    }

    static String withoutComments(String script) {
        return script.replaceAll("(?m)(^|\\s)(--\\s|#).*$", " ").replaceAll("(?s)/\\*.*?\\*/", " ");
    }

    static String unquoted(String name) {
        return name.startsWith("`") && name.endsWith("`") && name.length() > 1
                ? name.substring(1, name.length() - 1).replace("``", "`")
                : name;
    }
}
