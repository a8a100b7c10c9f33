// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import io.mqttmysql.stack.command.DurationOption;
import io.mqttmysql.stack.command.WholeNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of {@code ./quickstart}, each checked by itself. What they mean together, {@link Scenario} decides.
 * Filled by picocli.
 */
@Command(
        name = "./quickstart",
        customSynopsis = "./quickstart [OPTION...]",
        separator = " ",
        sortOptions = false,
        footer = {
            "",
            "Needs a JDK 17 or newer and Maven 3.8 or newer; everything else is fetched once and kept in Maven's local"
                    + " repository and in ~/.cache/mqtt-mysql. Exit code 0 only if every message of the house is proved"
                    + " to be a row or a dead letter; where others publish, or with your sink file, if all connectors"
                    + " run and have dealt with everything that Kafka has."
        })
public final class QuickstartCommand {
    @Mixin
    HouseOptions house = new HouseOptions();

    @Mixin
    BrokerOptions broker = new BrokerOptions();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Mixin
    SinkOptions sink = new SinkOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean isHelpRequested;

    @Spec
    private CommandSpec spec;

    /** Whether the person gave it. */
    boolean has(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** The run itself. */
    @Command(optionListHeading = "%nEverything started here, with a simulated house:%n")
    static final class HouseOptions {
        @Option(
                names = "--for",
                paramLabel = "60s",
                converter = DurationOption.class,
                description = "how long the house publishes (s, m or h), 60s; longer where the faults take longer,"
                        + " about 30 s")
        Optional<Duration> duration = Optional.empty();

        @Option(
                names = "--rate",
                paramLabel = "N",
                converter = Rate.class,
                description = "messages a second, 1 to 2000; 50")
        long rate = 50;

        @Option(
                names = "--no-faults",
                description = "leave out the two faults: idle connections closed, MySQL stopped for 10 s under load")
        boolean isWithoutFaults;

        @Option(names = "--keep", description = "leave the servers running in the end, until Ctrl-C")
        boolean keepsServers;

        private static final class Rate extends WholeNumber {
            Rate() {
                super("messages a second", 1, 2000);
            }
        }
    }

    /** A broker of the person's own. */
    @Command(
            optionListHeading = "%nYour own broker: no house, no faults; what arrives is shown until --for is over or"
                    + " Ctrl-C.%nThe source's client id is random there, its session lasts at most 60 s, and is ended"
                    + " on exit.%n")
    static final class BrokerOptions {
        @Option(names = "--mqtt", paramLabel = "URI", description = "tcp://host:1883 or ssl://host:8883")
        Optional<String> uri = Optional.empty();

        @Option(names = "--mqtt-user", paramLabel = "U", description = "as whom to connect, where the broker asks")
        Optional<String> user = Optional.empty();

        @Option(
                names = "--mqtt-password-file",
                paramLabel = "F",
                description = "a file with that user's password in one line")
        Optional<Path> passwordFile = Optional.empty();

        @Option(
                names = "--mqtt-ca",
                paramLabel = "F",
                description = "PEM certificates of who vouches for an ssl broker; those that Java trusts")
        Optional<Path> authorities = Optional.empty();

        @Option(
                names = "--filter",
                paramLabel = "FILTER",
                description = "what to subscribe to, Home/#; several separated by commas, or repeated")
        List<String> filters = List.of();

        @Option(names = "--simulate", description = "let the house publish on Home/# of your broker")
        boolean isSimulated;
    }

    /** A MySQL server of the person's own. */
    @Command(optionListHeading = "%nYour own MySQL: no faults; all tables go into a new schema, which stays.%n")
    static final class DatabaseOptions {
        @Option(
                names = "--mysql",
                paramLabel = "URL",
                description = "jdbc:mysql://host:3306/ or host:3306; a database in it is not used")
        Optional<String> url = Optional.empty();

        @Option(
                names = "--user",
                paramLabel = "U",
                description = "a user who may create a schema, read and write in it")
        Optional<String> user = Optional.empty();

        @Option(names = "--password-file", paramLabel = "F", description = "a file with the password in one line")
        Optional<Path> passwordFile = Optional.empty();
    }

    /** A sink file of the person's own. */
    @Command(
            optionListHeading =
                    "%nYour own sink file: the shipped source and Kafka topic, your strategies; no faults, no"
                            + " proof.%n")
    static final class SinkOptions {
        @Option(
                names = "--config",
                paramLabel = "FILE",
                description =
                        "JSON as for PUT; where records come from (topics) and rows go (connection.*) is replaced")
        Optional<Path> file = Optional.empty();

        @Option(
                names = "--tables",
                paramLabel = "FILE",
                description =
                        "SQL that makes its tables, run instead of connector-configs/tables.sql in the database (or"
                                + " new schema) of this run; CREATE DATABASE and USE in it are left out")
        Optional<Path> tables = Optional.empty();
    }
}
