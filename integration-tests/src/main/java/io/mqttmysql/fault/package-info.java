// SPDX-License-Identifier: Apache-2.0

/** Faults as small actions on running servers and on the links between them. */
package io.mqttmysql.fault;
