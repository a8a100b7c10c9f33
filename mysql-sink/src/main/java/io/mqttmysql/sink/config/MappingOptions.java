// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

/** How records become rows: by which strategies, and how payloads are read. */
public record MappingOptions(StrategyOptions strategies, PayloadOptions payload) {}
