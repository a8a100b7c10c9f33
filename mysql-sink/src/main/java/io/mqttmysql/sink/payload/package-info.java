// SPDX-License-Identifier: Apache-2.0
/** What a record's value or key holds, read once. Knows neither the record around it nor the language. */
package io.mqttmysql.sink.payload;
