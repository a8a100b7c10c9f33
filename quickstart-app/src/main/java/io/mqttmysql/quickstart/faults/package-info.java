// SPDX-License-Identifier: Apache-2.0

/**
 * What breaks things, on servers of this run only: acts that make a fault, wait until its effect is seen, and undo it.
 */
package io.mqttmysql.quickstart.faults;
