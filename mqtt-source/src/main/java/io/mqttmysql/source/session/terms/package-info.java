// SPDX-License-Identifier: Apache-2.0

/** What a broker grants when it accepts a connection, and what is said of it. */
package io.mqttmysql.source.session.terms;
