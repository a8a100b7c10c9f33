// SPDX-License-Identifier: Apache-2.0
/** What all parsers of the strategy language share: a cursor whose complaints point at their place, and literals. */
package io.mqttmysql.sink.grammar;
