// SPDX-License-Identifier: Apache-2.0

/** Random sequences of faults under load, with a verdict at the end. */
package io.mqttmysql.chaos;
