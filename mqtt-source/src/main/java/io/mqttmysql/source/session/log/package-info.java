// SPDX-License-Identifier: Apache-2.0

/** What the client library writes of itself: nothing. */
package io.mqttmysql.source.session.log;
