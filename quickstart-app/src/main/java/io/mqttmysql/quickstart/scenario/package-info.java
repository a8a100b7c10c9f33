// SPDX-License-Identifier: Apache-2.0

/**
 * What kind of run it is: the command line, servers and files of the person's own, the connectors,
 * and how trouble is told.
 */
package io.mqttmysql.quickstart.scenario;
