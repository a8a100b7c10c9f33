// SPDX-License-Identifier: Apache-2.0

/**
 * The simulated house: the messages of real devices, some of them broken on purpose, and how they are published at QoS
 * 1. Each message says which rows it must become. Imports nothing of ours.
 */
package io.mqttmysql.quickstart.house;
