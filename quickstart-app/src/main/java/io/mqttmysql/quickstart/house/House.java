// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.house;

import io.mqttmysql.quickstart.house.HouseMessage.ExpectedRow;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * A house whose devices speak as real ones do: Zigbee2MQTT, Tasmota, Shelly of both generations, plain numbers, ON and
 * OFF, loggers that send several samples at once, a mower that nobody planned for, and now and then something broken.
 * Each message knows the rows that it must become. One thread.
 *
 * <p>The payloads follow the manufacturers' documentation; the invalid JSON is an example from Tasmota's own.
 */
public final class House {
    private static final DateTimeFormatter TASMOTA_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MYSQL_SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MYSQL_MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final List<String> ROOMS = List.of("livingroom", "kitchen", "bedroom", "attic");
    private static final List<String> SENSORS = List.of("hall_sensor", "cellar_sensor", "0x00158d00036c1821");
    private static final List<String> LAMPS = List.of("ceiling", "reading_lamp", "Küchenlicht");
    private static final int BROKEN_ONE_IN = 25;

    /** In each message of a logger. */
    public static final int SAMPLES = 3;

    private final Random random;
    private final Clock clock;
    private long lastId;

    public House(long seed, Clock clock) {
        this.random = new Random(seed);
        this.clock = clock;
    }

    HouseMessage next() {
        long id = ++lastId;
        if (random.nextInt(BROKEN_ONE_IN) == 0) {
            return broken(id);
        }
        return switch (random.nextInt(9)) {
            case 0 -> zigbee(id);
            case 1 -> tasmota(id);
            case 2 -> plug(id);
            case 3 -> shelly(id);
            case 4 -> new ShellyEvent(clock.instant().truncatedTo(ChronoUnit.MILLIS), random.nextBoolean()).message(id);
            case 5 -> lamp(id);
            case 6 -> logger(id);
            case 7 -> mower(id);
            default -> plainNumber(id);
        };
    }

    private HouseMessage zigbee(long id) {
        String device = pick(SENSORS);
        BigDecimal temperature = decimal(1400, 2600, 2);
        BigDecimal humidity = decimal(3000, 7000, 2);
        BigDecimal pressure = decimal(9800, 10300, 1);
        int battery = 50 + random.nextInt(51);
        String payload = "{\"battery\":" + battery + ",\"humidity\":" + humidity + ",\"linkquality\":"
                + random.nextInt(255) + ",\"pressure\":" + pressure + ",\"temperature\":" + temperature
                + ",\"voltage\":2955}";
        Map<String, String> values = Map.of(
                "device", device,
                "temperature", temperature.toString(),
                "humidity", humidity.toString(),
                "pressure", pressure.toString(),
                "battery", String.valueOf(battery));
        return new HouseMessage(
                id,
                "Home/zigbee2mqtt/" + device,
                payload,
                List.of(new ExpectedRow("climate", values)),
                List.of(new ExpectedRow("climate_now", values)));
    }

    private HouseMessage tasmota(long id) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
        BigDecimal temperature = decimal(-50, 350, 1);
        BigDecimal humidity = decimal(300, 900, 1);
        String payload = "{\"Time\":\"" + TASMOTA_TIME.format(now) + "\",\"AM2301\":{\"Temperature\":" + temperature
                + ",\"Humidity\":" + humidity + "},\"TempUnit\":\"C\"}";
        return row(
                id,
                "Home/tasmota/tele/greenhouse/SENSOR",
                payload,
                "climate",
                Map.of(
                        "device", "greenhouse",
                        "temperature", temperature.setScale(2).toString(),
                        "humidity", humidity.setScale(2).toString(),
                        "measured_at", MYSQL_SECONDS.format(now)));
    }

    private HouseMessage plug(long id) {
        BigDecimal total = decimal(9_000_000, 9_900_000, 3);
        BigDecimal power = decimal(0, 230_000, 2);
        String payload = "{\"Time\":\"2026-10-26T17:28:45\",\"ENERGY\":{\"Total\":" + total + ",\"Yesterday\":6.822,"
                + "\"Today\":2.275,\"Period\": 9,\"Power\":" + power + ",\"Current\":1.000,\"Load\":6}}";
        return row(
                id,
                "Home/plugs/tele/washer/SENSOR",
                payload,
                "energy",
                Map.of(
                        "device", "washer",
                        "power_w", power.toString(),
                        "total_kwh", total.toString()));
    }

    private HouseMessage shelly(long id) {
        String quantity = pick(List.of("temperature", "humidity", "battery"));
        BigDecimal value = decimal(1000, 4000, 2);
        return row(
                id,
                "Home/shellies/shellyht-123456/sensor/" + quantity,
                value.toString(),
                "readings",
                Map.of(
                        "place",
                        "shellyht-123456",
                        "quantity",
                        quantity,
                        "value",
                        value.setScale(3).toString()));
    }

    private HouseMessage lamp(long id) {
        String lamp = pick(LAMPS);
        boolean on = random.nextBoolean();
        return row(
                id,
                "Home/" + pick(ROOMS) + "/" + lamp + "/state",
                on ? "ON" : "OFF",
                "switches",
                Map.of("device", lamp, "is_on", on ? "1" : "0"));
    }

    /** Sends what it measured since the last time: one message, several rows. */
    private HouseMessage logger(long id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Instant> times = IntStream.rangeClosed(1 - SAMPLES, 0)
                .mapToObj(minutes -> now.plus(minutes, ChronoUnit.MINUTES))
                .toList();
        List<BigDecimal> moistures =
                times.stream().map(time -> decimal(1000, 6000, 2)).toList();
        StringJoiner payload = new StringJoiner(",", "{\"samples\":[", "]}");
        List<ExpectedRow> rows = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            payload.add("{\"at\":" + BigDecimal.valueOf(times.get(i).toEpochMilli(), 3) + ",\"moisture\":"
                    + moistures.get(i) + "}");
            rows.add(new ExpectedRow(
                    "samples",
                    Map.of(
                            "device", "vegetable_bed",
                            "position", String.valueOf(i),
                            "measured_at", MYSQL_MILLIS.format(LocalDateTime.ofInstant(times.get(i), ZoneOffset.UTC)),
                            "moisture", moistures.get(i).toString())));
        }
        return new HouseMessage(id, "Home/loggers/vegetable_bed/batch", payload.toString(), rows, List.of());
    }

    /** Something that nobody wrote a strategy for. */
    private HouseMessage mower(long id) {
        String topic = "Home/garden/mower/robot/status";
        String status = pick(List.of("mowing", "charging", "stuck: wheel lifted"));
        return row(id, topic, status, "rest", Map.of("topic", topic, "payload", status));
    }

    private HouseMessage plainNumber(long id) {
        String room = pick(ROOMS);
        BigDecimal value = decimal(150, 250, 1);
        return row(
                id,
                "Home/" + room + "/temperature",
                value.toString(),
                "readings",
                Map.of(
                        "place",
                        room,
                        "quantity",
                        "temperature",
                        "value",
                        value.setScale(3).toString()));
    }

    /** A sensor that reports "nan", or JSON that is none. */
    private HouseMessage broken(long id) {
        return random.nextBoolean()
                ? HouseMessage.broken(id, "Home/bathroom/temperature", "nan")
                : HouseMessage.broken(
                        id,
                        "Home/tasmota/tele/expander/SENSOR",
                        "{\"Time\":\"2018-08-18T16:13:47\",\"MCP230XX\": \"D0\":0,\"D1\":0,\"D2\":1}}");
    }

    private static HouseMessage row(long id, String topic, String payload, String table, Map<String, String> values) {
        return new HouseMessage(id, topic, payload, List.of(new ExpectedRow(table, values)), List.of());
    }

    private BigDecimal decimal(int from, int to, int scale) {
        return BigDecimal.valueOf(from + (long) random.nextInt(to - from), scale);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** The house in one line, for the screen. */
    public static String description() {
        return String.format(Locale.ROOT, "one message in %d is broken on purpose", BROKEN_ONE_IN);
    }
}
