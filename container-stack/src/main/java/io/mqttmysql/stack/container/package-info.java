// SPDX-License-Identifier: Apache-2.0
/** Servers of the local stack in containers; the system property that asks for them is in {@code stack.Containers}. */
package io.mqttmysql.stack.container;
