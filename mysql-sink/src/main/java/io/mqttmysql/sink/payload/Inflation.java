// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

import io.mqttmysql.sink.value.BadValue;
import io.mqttmysql.sink.value.Utf8;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Payloads that tell by their first bytes that they are compressed. What they grow to is bounded. */
final class Inflation {
    /** RFC 1952 §2.3.1: the two bytes, and deflate, the one method that there is. */
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};

    /**
     * RFC 1950 §2.2: deflate with a window of 32 KiB, as all compressors have it, and the level. Smaller windows are
     * not looked for: their first bytes are those of texts, such as {@code 80}.
     */
    private static final int ZLIB = 0x78;

    private static final int[] LEVELS = {0x01, 0x5e, 0x9c, 0xda};

    private Inflation() {}

    /**
     * The bytes as they were before they were compressed; as they are where they are not.
     *
     * @param maxBytes of the result
     * @throws BadValue when they are damaged or grow to more
     */
    static byte[] inflated(byte[] bytes, int maxBytes) {
        if (isGzip(bytes)) {
            return read(bytes, "gzip", maxBytes);
        }
        return isZlib(bytes) ? read(bytes, "zlib", maxBytes) : bytes;
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length >= GZIP.length && bytes[0] == GZIP[0] && bytes[1] == GZIP[1] && bytes[2] == GZIP[2];
    }

    private static boolean isZlib(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != ZLIB) {
            return false;
        }
        int level = Byte.toUnsignedInt(bytes[1]);
        boolean isLevel = level == LEVELS[0] || level == LEVELS[1] || level == LEVELS[2] || level == LEVELS[3];
        return isLevel && !Utf8.isText(bytes);
    }

    private static byte[] read(byte[] bytes, String name, int maxBytes) {
        try (InputStream compressed = stream(bytes, name)) {
            byte[] inflated = compressed.readNBytes(maxBytes == Integer.MAX_VALUE ? maxBytes : maxBytes + 1);
            if (inflated.length > maxBytes) {
                throw new BadValue("the payload grows from " + bytes.length + " bytes (" + name + ") to more than"
                        + " json.max.bytes, which is " + maxBytes);
            }
            return inflated;
        } catch (EOFException e) {
            throw new BadValue("the payload is compressed (" + name + ") and ends too early");
        } catch (IOException e) {
            throw new BadValue("the payload is compressed (" + name + ") and damaged: " + e.getMessage());
        }
    }

    private static InputStream stream(byte[] bytes, String name) throws IOException {
        InputStream raw = new ByteArrayInputStream(bytes);
        return name.equals("gzip") ? new GZIPInputStream(raw) : new InflaterInputStream(raw);
    }
}
