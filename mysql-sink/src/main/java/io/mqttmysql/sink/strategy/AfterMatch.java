// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

/** Whether the strategies after one that took a record are tried too. */
public enum AfterMatch {
    STOP,
    CONTINUE
}
