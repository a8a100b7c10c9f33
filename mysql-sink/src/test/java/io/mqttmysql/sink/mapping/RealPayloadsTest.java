// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.sink.testing.Mapping;
import io.mqttmysql.sink.testing.Records;
import io.mqttmysql.sink.testing.Tables;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real devices and programs publish, one value of it at a time: the right value, or an error that names it. */
class RealPayloadsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            # Zigbee2MQTT: WSDCGQ01LM, a button, a motion sensor, a float where another sends an int
            zigbee2mqtt/livingroom_sensor | {"temperature":27.34,"humidity":44.72} | $.temperature | DECIMAL(4,1) | 27.3
            zigbee2mqtt/button            | {"action":"single"}     | $.action      | VARCHAR(20)   | single
            zigbee2mqtt/hall_motion       | {"occupancy":true}      | $.occupancy   | BOOLEAN       | 1
            zigbee2mqtt/x                 | {"power":0,"consumption":0.32,"temperature":16,"last_seen":"2020-02-26T20:44:09+01:00"} | $.temperature | DOUBLE | 16.0
            zigbee2mqtt/x                 | {"power":0,"last_seen":"2020-02-26T20:44:09+01:00"} | $.last_seen from iso8601 | DATETIME | 2020-02-26T19:44:09
            # a number as text
            zigbee/czujnikzalania1        | {"battery":"100.00","voltage":3045,"water_leak":false} | $.battery | TINYINT UNSIGNED | 100
            # plain text where a path looks for JSON, and where 'payload' takes it
            zigbee2mqtt/bridge/state      | online                  | payload       | VARCHAR(10)   | online
            zigbee2mqtt/bridge/state      | online                  | $.state       | VARCHAR(10)   | the payload is not JSON at line 1, column 1; plain text is read whole, by 'payload', and has no parts
            # an array at the top, null inside, nested
            zigbee2mqtt/bridge/devices    | [{"ieee":"0x00","definition":null,"endpoints":{"1":{"clusters":["a"]}}}] | $[0].endpoints['1'].clusters[-1] | VARCHAR(5) | a
            zigbee2mqtt/bridge/devices    | [{"ieee":"0x00","definition":null}] | $[0].definition | JSON | NULL
            zigbee2mqtt/bridge/info       | {"network":{"extended_pan_id":[0,11,22]}} | $.network.extended_pan_id | JSON | [0,11,22]
            # Tasmota
            tele/tasmota/SENSOR | {"Time":"2019-01-01T00:00:00","AM2301":{"Temperature":24.6,"Humidity":58.2},"TempUnit":"C"} | $.AM2301.Temperature | FLOAT | 24.6
            tele/tasmota/SENSOR | {"Time":"2019-01-01T00:00:00","AM2301":{"Temperature":24.6}} | $.Time from iso8601 in Europe/Berlin | DATETIME | 2018-12-31T23:00
            tele/tasmota/STATE  | {"Time":"2019-10-31T11:14:59","Wifi":{"SSId":"Tasmota","RSSI":100}} | $.Wifi | JSON | {"SSId":"Tasmota","RSSI":100}
            stat/tasmota/POWER  | ON                      | payload       | ENUM          | ON
            tele/tasmota/SENSOR | {"TIC":{"ADCO":"021528603314","HCHC":920750},"Current":1.000} | $.TIC.ADCO | VARCHAR(12) | 021528603314
            tele/tasmota/SENSOR | {"TIC":{"ADCO":"021528603314"},"Current":1.000} | $.Current | VARCHAR(12) | 1.000
            # invalid in Tasmota's own documentation
            tele/tasmota/SENSOR | {"Time":"2018-08-18T16:13:47","MCP230XX": "D0":0,"D1":0}} | $.MCP230XX | JSON | the payload is not JSON at line 1, column 47
            # a dash and a colon in names
            tele/x/SENSOR       | {"DS18B20-1":{"Id":"00000566CC39","Temperature":13.3}} | $['DS18B20-1'].Temperature | DOUBLE | 13.3
            shellyplus1/events/rpc | {"method":"NotifyStatus","params":{"ts":1772015093.26,"input:0":{"id":0,"state":true}}} | $.params['input:0'].state | BIT(1) | 1
            shellyplus1/events/rpc | {"params":{"ts":1772015093.26}} | $.params.ts from epoch_s | DATETIME(3) | 2026-02-25T10:24:53.260
            # empty: a query, or the deletion of a device
            cmnd/tasmota/Power  | ``                      | $.x default 'none' | VARCHAR(5) | the payload is empty, so there is no '$.x'; 'payload' reads it as it is
            cmnd/tasmota/Power  | ``                      | payload       | VARCHAR(5)    | ``
            # Shelly
            shellies/shellyht-123456/sensor/temperature | 29.62 | payload   | DECIMAL(5,2)  | 29.62
            shellies/shellyht-123456/online | true        | $             | BOOLEAN       | 1
            shellies/shellyem3-483FDAC37E3F/emeter/0/power | -8.40 | payload | DECIMAL(8,2) | -8.40
            shellies/shellyem3-483FDAC37E3F/emeter/0/total | 7915525.36 | $ | DECIMAL(12,3) | 7915525.360
            shelly-blu/events/7c:c6:b6:7f:48:ed | {"battery":100,"rssi":-92} | mqtt.topic[-1] | CHAR(17) | 7c:c6:b6:7f:48:ed
            # Home Assistant: JSON strings are quoted, times carry microseconds and an offset
            homeassistant/light/dimmer/state | "on"       | $             | VARCHAR(5)    | on
            homeassistant/light/dimmer/state | "on"       | payload       | VARCHAR(5)    | "on"
            homeassistant/light/dimmer/last_updated | 2017-10-01T23:20:30.920969+00:00 | payload | DATETIME(6) | 2017-10-01T23:20:30.920969
            homeassistant/sensor/x/config | {"unit_of_measurement":"°C","value_template":"{{ value_json.temperature}}"} | $.unit_of_measurement | CHAR(2) | °C
            # OpenMQTTGateway, Theengs, rtl_433 (a blank between date and time), ESPHome
            home/OpenMQTTGateway/BTtoMQTT/45E174126E00 | {"rssi":-89,"distance":21.51847} | $.rssi | TINYINT | -89
            home/theengs        | {"brand":"Xiaomi","tempc":26.3,"volt":2.487} | $.volt | DECIMAL(4,2) | 2.49
            rtl_433/raspi/events | {"time":"2019-08-29 08:38:19","temperature_C":20.5} | $.time | DATETIME | 2019-08-29T08:38:19
            sensors/rtl_433/P25/C1/mic | CRC              | payload       | VARCHAR(3)    | CRC
            sensors/rtl_433/P25/C1/temperature_C | 33.200001 | payload     | DECIMAL(4,1)  | 33.2
            kitchen/temperature | nan                     | payload       | DOUBLE        | the text 'nan' is not a number as JSON writes it
            """)
    void readsOrNamesThem(String topic, String payload, String expression, String type, String expected) {
        assertThat(outcome(topic, payload.getBytes(StandardCharsets.UTF_8), expression, type))
                .isEqualTo(String.valueOf(expected));
    }

    @Test
    void readsOrNamesWhatFirmwareGetsWrong() {
        assertThat(outcome("x", bytes("{\"t\":21.5}\0"), "$.t", "DOUBLE")).isEqualTo("21.5");
        assertThat(outcome("x", bytes("21.5\0"), "payload", "DOUBLE")).isEqualTo("21.5");
        assertThat(outcome("x", bytes("\uFEFF{\"t\":21.5}"), "$.t", "DOUBLE")).isEqualTo("21.5");
        assertThat(outcome("x", bytes("\uFEFF{\"t\":21.5}\0"), "payload", "JSON"))
                .isEqualTo("{\"t\":21.5}");
        assertThat(outcome("x", "22°C".getBytes(StandardCharsets.ISO_8859_1), "payload", "VARCHAR(9)"))
                .startsWith("its bytes are not UTF-8 text (first ill-formed byte at offset 2); a column of bytes");
        assertThat(outcome("x", new byte[] {(byte) 0xFF, (byte) 0xD8}, "payload", "BLOB"))
                .isEqualTo("0xffd8");
        assertThat(outcome("x", bytes("{\"a\":1}{\"a\":2}"), "payload", "JSON"))
                .isEqualTo("the payload is not JSON: more follows the document at line 1, column 8");
        assertThat(outcome("x", bytes(""), "payload", "JSON")).isEqualTo("the payload is empty, which is not JSON");
        assertThat(outcome("x", bytes("{\"t\":\"\\ud83d\"}"), "$.t", "TEXT"))
                .isEqualTo("its text has half of a surrogate pair, which UTF-8 cannot write");
        assertThat(outcome("x", bytes("{\"t\":\"a\\u0000b\"}"), "$.t", "TEXT")).isEqualTo("a\0b");
        assertThat(outcome("x", bytes("[".repeat(1_001)), "$.t", "TEXT")).contains("json.max.depth is 64");
        assertThat(outcome("x", bytes("{\"Temp\":1,\"temp\":2,\"\":3}"), "$['']", "INT"))
                .isEqualTo("3");
        assertThat(outcome("x", bytes("{\"room\":\"🛋️ Wohnzimmer\"}"), "$.room", "VARCHAR(13)"))
                .isEqualTo("🛋️ Wohnzimmer");
        assertThat(outcome("Haus/Küche/🌡", bytes("1"), "mqtt.topic[2]", "CHAR(1)"))
                .isEqualTo("🌡");
        assertThat(outcome("x", bytes("{\"n\":" + "9".repeat(1_001) + "}"), "$.n", "DOUBLE"))
                .contains("a number of more than 1000 digits");
        assertThat(outcome("x", bytes("{\"n\":1e99999999999}"), "$.n", "DOUBLE"))
                .isEqualTo("the payload has a number that is out of range at line 1, column 19");
        assertThat(outcome("x", bytes("x".repeat(2_000_000)), "$", "TEXT"))
                .isEqualTo("the payload has 2000000 bytes and json.max.bytes is 1048576");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String outcome(String topic, byte[] payload, String expression, String type) {
        Tables tables = Tables.of("CREATE TABLE t (c " + type + ")");
        Mapping mapping = Mapping.of("table=t\ncolumn.c=" + expression, tables);
        return mapping.read(Records.mqtt(topic, payload))
                .replaceFirst("(?s)^top level → t: c=", "")
                .replaceFirst("(?s)^! strategy 'top level', table 't', column 'c': ", "");
    }
}
