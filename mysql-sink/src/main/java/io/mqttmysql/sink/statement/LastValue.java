// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.statement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/** One value of a row in a form that can be kept for long: a text or bytes longer than a few words as their digest. */
final class LastValue {
    /** Of a column that the row did not write. */
    static final Object NONE = new Object();

    private static final int KEPT_WHOLE = 64;

    private LastValue() {}

    static Object of(Object value) {
        if (value instanceof String text) {
            return text.length() > KEPT_WHOLE ? digest(StandardCharsets.UTF_8.encode(text)) : text;
        }
        if (value instanceof byte[] bytes) {
            return of(ByteBuffer.wrap(bytes));
        }
        return value instanceof ByteBuffer bytes && bytes.remaining() > KEPT_WHOLE ? digest(bytes.duplicate()) : value;
    }

    private static ByteBuffer digest(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /**
     * Whether a value is another than the one before it.
     *
     * @param deadband how far numbers may be apart; null: not at all
     */
    static boolean differs(Object before, Object now, BigDecimal deadband) {
        if (Objects.equals(before, now)) {
            return false;
        }
        boolean isNear = deadband != null && isNumber(before) && isNumber(now);
        return !isNear || decimal(now).subtract(decimal(before)).abs().compareTo(deadband) > 0;
    }

    private static boolean isNumber(Object value) {
        return value instanceof Double number ? Double.isFinite(number) : value instanceof Number;
    }

    /** A Double by its digits, as people read it: 20.3 and 20.2 are 0.1 apart. */
    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        return value instanceof BigInteger number ? new BigDecimal(number) : new BigDecimal(value.toString());
    }
}
