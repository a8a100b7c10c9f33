// SPDX-License-Identifier: Apache-2.0

/**
 * What judges a run: the proof by identity and content of every message of the house, and the lag of the sinks where
 * others publish.
 */
package io.mqttmysql.quickstart.judgement;
