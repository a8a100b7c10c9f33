// SPDX-License-Identifier: Apache-2.0

/** What was published, what was stored, and the judgement between the two. */
package io.mqttmysql.history;
