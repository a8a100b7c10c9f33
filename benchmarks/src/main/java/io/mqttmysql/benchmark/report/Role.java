// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

/** What somebody is in a comparison. */
public enum Role {
    /** A bare program of one screen. */
    LIMIT,
    OURS,
    /** Another project's connector for the same job. */
    PEER
}
