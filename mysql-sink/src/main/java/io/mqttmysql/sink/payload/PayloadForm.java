// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

/** How a raw payload is written: {@code payload.format} and {@code payload.compression}. */
public record PayloadForm(PayloadFormat format, Compression compression) {
    /** JSON, as it is. */
    public static final PayloadForm PLAIN = new PayloadForm(new JsonFormat(), Compression.NONE);
}
