// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

/** How connections are kept between batches. */
public enum PoolMode {
    /** Kept, aged out, and pinged before every use: never a dead connection, for 20 microseconds a batch. */
    VALIDATED,
    /** Kept and aged out; a connection that died young costs one retry. */
    RECYCLED,
    /** A new connection for each batch (about 20 ms): for proxies and servers that must not see idle ones. */
    NONE
}
