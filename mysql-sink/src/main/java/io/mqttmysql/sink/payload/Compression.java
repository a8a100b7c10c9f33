// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.payload;

/** {@code payload.compression}. The words are the constants' names in small letters; the first is the default. */
public enum Compression {
    /** Payloads are taken as they are. */
    NONE,
    /** gzip (RFC 1952) and zlib (RFC 1950) are told by their first bytes; anything else is taken as it is. */
    AUTO
}
