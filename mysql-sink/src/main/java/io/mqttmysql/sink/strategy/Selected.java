// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import java.util.List;
import java.util.Optional;

/**
 * What the strategies say to one record.
 *
 * @param selections those that take it, in order; empty when none does
 * @param unreadable where none takes it: the first that could not tell
 */
public record Selected(List<Selection> selections, Optional<Unreadable> unreadable) {}
