// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import static io.mqttmysql.quickstart.scenario.CommandLine.CONFIG;
import static io.mqttmysql.quickstart.scenario.CommandLine.FILTER;
import static io.mqttmysql.quickstart.scenario.CommandLine.KEEP;
import static io.mqttmysql.quickstart.scenario.CommandLine.MQTT;
import static io.mqttmysql.quickstart.scenario.CommandLine.MYSQL;
import static io.mqttmysql.quickstart.scenario.CommandLine.PASSWORD_FILE;
import static io.mqttmysql.quickstart.scenario.CommandLine.RATE;
import static io.mqttmysql.quickstart.scenario.CommandLine.SIMULATE;
import static io.mqttmysql.quickstart.scenario.CommandLine.TABLES;
import static io.mqttmysql.quickstart.scenario.CommandLine.USER;

/** Which options make no sense without others, or together. */
final class Combinations {
    private Combinations() {}

    /** @throws IllegalArgumentException with one sentence for the person */
    static void check(CommandLine line) {
        needs(line, SIMULATE, MQTT, "on the broker that is started here the house publishes anyway");
        needs(line, FILTER, MQTT, "the broker that is started here has nothing but Home/#");
        needs(line, USER, MYSQL, "it says as whom to go to your own server");
        needs(line, PASSWORD_FILE, MYSQL, "it holds the password for your own server");
        needs(line, MYSQL, USER, "it says as whom to go to your server");
        needs(line, MYSQL, PASSWORD_FILE, "it holds the password for your server");
        needs(line, TABLES, CONFIG, "the shipped sink file has tables of its own");
        excludes(line, SIMULATE, FILTER, "the house publishes on Home/#");
        excludes(
                line,
                KEEP,
                MQTT,
                "with your own broker it runs for --for or until Ctrl-C, then ends its session there");
        if (line.has(RATE) && line.has(MQTT) && !line.has(SIMULATE)) {
            throw new IllegalArgumentException(
                    "--rate needs --simulate: on your own broker nothing is published without it.");
        }
    }

    private static void needs(CommandLine line, String option, String other, String reason) {
        if (line.has(option) && !line.has(other)) {
            throw new IllegalArgumentException(option + " needs " + other + ": " + reason + ".");
        }
    }

    private static void excludes(CommandLine line, String option, String other, String reason) {
        if (line.has(option) && line.has(other)) {
            throw new IllegalArgumentException(option + " does not go with " + other + ": " + reason + ".");
        }
    }
}
