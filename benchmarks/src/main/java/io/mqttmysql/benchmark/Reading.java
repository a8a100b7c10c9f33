// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The record that everybody carries: six columns, about 100 bytes of JSON, all of it made from its index.
 *
 * @param temperature a multiple of a quarter, as humidity is: sums of them are exact in any order
 * @param at the index, counted from {@link #EPOCH}, so that a record says which one it is
 */
record Reading(String device, double temperature, double humidity, int battery, int rssi, long at) {
    static final int DEVICES = 100;
    static final long EPOCH = 1_772_015_000_000L;

    private static final String SCHEMA = """
            {"type":"struct","optional":false,"fields":[\
            {"field":"device","type":"string","optional":false},\
            {"field":"temperature","type":"double","optional":false},\
            {"field":"humidity","type":"double","optional":false},\
            {"field":"battery","type":"int32","optional":false},\
            {"field":"rssi","type":"int32","optional":false},\
            {"field":"at","type":"int64","optional":false}]}""";

    static Reading of(int index) {
        return new Reading(
                "sensor-" + index % DEVICES,
                15 + index % 61 * 0.25,
                30 + index % 127 * 0.25,
                index % 101,
                -30 - index % 53,
                EPOCH + index);
    }

    /** As a device would say it. */
    byte[] json() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** The same with its schema in every record, as Connect's JSON converter wants it for consumers that need one. */
    byte[] jsonWithSchema() {
        return ("{\"schema\":" + SCHEMA + ",\"payload\":" + text() + "}").getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        return String.format(
                Locale.ROOT,
                "{\"device\":\"%s\",\"temperature\":%s,\"humidity\":%s,\"battery\":%d,\"rssi\":%d,\"at\":%d}",
                device,
                temperature,
                humidity,
                battery,
                rssi,
                at);
    }
}
