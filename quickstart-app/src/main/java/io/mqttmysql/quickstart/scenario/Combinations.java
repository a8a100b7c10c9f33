// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

/** Which options make no sense without others, or together. */
final class Combinations {
    private Combinations() {}

    /** @throws IllegalArgumentException with one sentence for the person */
    static void check(QuickstartCommand command) {
        needs(command, "--simulate", "--mqtt", "on the broker that is started here the house publishes anyway");
        needs(command, "--filter", "--mqtt", "the broker that is started here has nothing but Home/#");
        needs(command, "--mqtt-user", "--mqtt", "it says as whom to go to your own broker");
        needs(command, "--mqtt-password-file", "--mqtt-user", "it holds that user's password");
        needs(command, "--mqtt-ca", "--mqtt", "it says who vouches for your own broker");
        needs(command, "--user", "--mysql", "it says as whom to go to your own server");
        needs(command, "--password-file", "--mysql", "it holds the password for your own server");
        needs(command, "--mysql", "--user", "it says as whom to go to your server");
        needs(command, "--mysql", "--password-file", "it holds the password for your server");
        needs(command, "--tables", "--config", "the shipped sink file has tables of its own");
        excludes(command, "--simulate", "--filter", "the house publishes on Home/#");
        excludes(
                command,
                "--keep",
                "--mqtt",
                "with your own broker it runs for --for or until Ctrl-C, then ends its session there");
        if (command.has("--rate") && command.has("--mqtt") && !command.has("--simulate")) {
            throw new IllegalArgumentException(
                    "--rate needs --simulate: on your own broker nothing is published without it.");
        }
    }

    private static void needs(QuickstartCommand command, String option, String other, String reason) {
        if (command.has(option) && !command.has(other)) {
            throw new IllegalArgumentException(option + " needs " + other + ": " + reason + ".");
        }
    }

    private static void excludes(QuickstartCommand command, String option, String other, String reason) {
        if (command.has(option) && command.has(other)) {
            throw new IllegalArgumentException(option + " does not go with " + other + ": " + reason + ".");
        }
    }
}
