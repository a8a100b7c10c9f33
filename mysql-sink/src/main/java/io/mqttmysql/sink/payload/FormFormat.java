// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import static io.mqttmysql.sink.value.Missing.MISSING;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.JsonReader;
import io.mqttmysql.sink.value.Quoted;
import io.mqttmysql.sink.value.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code application/x-www-form-urlencoded}, as the URL standard (WHATWG, §5) reads it: an object of texts. Unlike
 * there, a percent sign without two digits is an error.
 */
public record FormFormat() implements PayloadFormat {
    private static final int HEXADECIMAL = 16;

    @Override
    public Object read(Object raw, JsonReader reader) {
        String text = RawText.trimmed(raw);
        if (text.isEmpty()) {
            return MISSING;
        }
        Members members = new Members();
        for (String entry : text.split("&")) {
            if (!entry.isEmpty()) {
                int at = entry.indexOf('=');
                String key = decoded(at < 0 ? entry : entry.substring(0, at));
                members.add(key, at < 0 ? "" : decoded(entry.substring(at + 1)));
            }
        }
        return members.asObject();
    }

    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                bytes.write(octet(encoded, i, text));
                i += 2;
            } else {
                bytes.write(encoded[i] == '+' ? ' ' : encoded[i]);
            }
        }
        return Utf8.decode(bytes.toByteArray());
    }

    private static int octet(byte[] encoded, int at, String text) {
        int high = at + 2 < encoded.length ? Character.digit(encoded[at + 1], HEXADECIMAL) : -1;
        int low = at + 2 < encoded.length ? Character.digit(encoded[at + 2], HEXADECIMAL) : -1;
        if (high < 0 || low < 0) {
            throw new BadValue("the payload is not of a form: in " + Quoted.text(text)
                    + " a percent sign stands without two hexadecimal digits");
        }
        return high * HEXADECIMAL + low;
    }
}
