// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.value;

import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A local time of a text that names its zone but not the offset, such as {@code 25.10.2026 02:30 Europe/Berlin}.
 */
public record LocalInZone(LocalDateTime local, ZoneId zone) {}
