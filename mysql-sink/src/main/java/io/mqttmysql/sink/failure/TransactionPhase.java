// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.failure;

/** How far a transaction had come when it failed. Only the one who sent COMMIT knows; no SQLState tells. */
public enum TransactionPhase {
    CONNECT,
    BODY,
    COMMIT
}
