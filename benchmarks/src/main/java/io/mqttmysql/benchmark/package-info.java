// SPDX-License-Identifier: Apache-2.0

/** Both plugins against bare limits and a peer, in one run. */
package io.mqttmysql.benchmark;
