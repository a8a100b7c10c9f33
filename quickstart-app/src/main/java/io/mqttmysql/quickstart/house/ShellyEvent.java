// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.house;

import io.mqttmysql.quickstart.house.HouseMessage.ExpectedRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * A notification of a Shelly of the second generation: its input is switched on or off.
 *
 * @param at in whole milliseconds
 */
record ShellyEvent(Instant at, boolean on) {
    private static final DateTimeFormatter MYSQL_MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final String DEVICE = "shellyplus1-aabbcc";
    private static final String METHOD = "NotifyStatus";

    HouseMessage message(long id) {
        String payload = "{\"src\":\"" + DEVICE + "\",\"method\":\"" + METHOD + "\",\"params\":{\"ts\":"
                + epochSeconds() + ",\"input:0\":{\"id\":0,\"state\":" + on + "}}}";
        Map<String, String> values = Map.of(
                "device",
                DEVICE,
                "method",
                METHOD,
                "input_on",
                on ? "1" : "0",
                "happened_at",
                MYSQL_MILLIS.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)),
                "message",
                asMySqlShowsIt());
        return new HouseMessage(
                id, "Home/" + DEVICE + "/events/rpc", payload, List.of(new ExpectedRow("events", values)), List.of());
    }

    /** MySQL keeps a JSON document, not its text: blanks are its own, and a number's last zeros go. */
    private String asMySqlShowsIt() {
        BigDecimal shortest = epochSeconds().stripTrailingZeros();
        String ts = shortest.setScale(Math.max(1, shortest.scale())).toPlainString();
        return "{\"src\": \"" + DEVICE + "\", \"method\": \"" + METHOD + "\", \"params\": {\"ts\": " + ts
                + ", \"input:0\": {\"id\": 0, \"state\": " + on + "}}}";
    }

    private BigDecimal epochSeconds() {
        return BigDecimal.valueOf(at.toEpochMilli(), 3);
    }
}
