// SPDX-License-Identifier: Apache-2.0

/** The tables of a run: made, and looked at from outside. Imports {@code house} only. */
package io.mqttmysql.quickstart.database;
