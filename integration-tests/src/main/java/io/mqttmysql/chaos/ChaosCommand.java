// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.history.Promise;
import io.mqttmysql.stack.MqttBroker;
import io.mqttmysql.stack.command.DurationOption;
import io.mqttmysql.stack.command.WholeNumber;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code ./chaos}, filled by picocli. */
@Command(
        name = "./chaos",
        customSynopsis = "./chaos [OPTION...]",
        separator = " ",
        sortOptions = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Two Connect workers, an MQTT broker, Kafka and MySQL as real processes of this machine. They are killed,"
                    + " restarted and frozen; the links to the broker and to MySQL are cut, stalled and delayed, also"
                    + " exactly at COMMIT; connections are killed; the broker is killed while the source holds messages"
                    + " that it cannot hand to Kafka. Exit code 0 only if the verdict is PROVED."
        })
final class ChaosCommand {
    @Option(
            names = "--for",
            paramLabel = "10m",
            converter = DurationOption.class,
            description = "how long faults happen (s, m or h); 10m")
    private Duration duration = Duration.ofMinutes(10);

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Seed.class,
            description = "the same seed makes the same readings and the same sequence of faults; random")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--faults",
            paramLabel = "NAME[,NAME...]",
            description = "only these; the beginning of a name takes all that begin so: mysql, kafka-kill, mqtt-link,"
                    + " mysql-commit. An unknown name lists them all")
    private Optional<String> faults = Optional.empty();

    @Option(
            names = "--guarantee",
            paramLabel = "at_least_once|exactly_once",
            converter = Guarantee.class,
            description = "delivery.guarantee of the sink; exactly_once")
    private Promise promise = Promise.EXACTLY_ONCE;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = Rate.class,
            description = "readings a second, 1 to 2000; 200")
    private long rate = 200;

    @Option(
            names = "--broker",
            paramLabel = "hivemq|mosquitto",
            converter = Broker.class,
            description = "the MQTT broker; mosquitto must be installed; hivemq")
    private MqttBroker.Kind broker = MqttBroker.Kind.HIVEMQ;

    @Option(
            names = "--protocol",
            paramLabel = "5|3.1.1",
            converter = Protocol.class,
            description = "mqtt.protocol.version of the source; 5")
    private String protocol = "5";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean isHelpRequested;

    /**
     * @param otherwise the seed where none is given
     * @throws IllegalArgumentException when the options make no sense together, in one sentence
     */
    ChaosOptions options(long otherwise) {
        List<String> names =
                faults.map(list -> Arrays.asList(list.split("\\s*,\\s*"))).orElse(List.of());
        return new ChaosOptions(
                duration,
                seed.orElse(otherwise),
                names,
                promise,
                Math.toIntExact(rate),
                new ChaosOptions.Mqtt(broker, protocol));
    }

    private static final class Seed extends WholeNumber {
        Seed() {
            super("", 1, 999_999_999_999_999_999L);
        }
    }

    private static final class Rate extends WholeNumber {
        Rate() {
            super("readings a second", 1, 2000);
        }
    }

    private static final class Guarantee implements ITypeConverter<Promise> {
        @Override
        public Promise convert(String text) {
            return Arrays.stream(Promise.values())
                    .filter(promise -> promise.setting().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            text + " is not a delivery.guarantee: write at_least_once or exactly_once."));
        }
    }

    private static final class Broker implements ITypeConverter<MqttBroker.Kind> {
        @Override
        public MqttBroker.Kind convert(String text) {
            return Arrays.stream(MqttBroker.Kind.values())
                    .filter(kind -> kind.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            text + " is not a broker that can be started here: write hivemq or mosquitto."));
        }
    }

    private static final class Protocol implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.equals("5") && !text.equals("3.1.1")) {
                throw new TypeConversionException(
                        text + " is not a version of MQTT that the source speaks: write 5 or" + " 3.1.1.");
            }
            return text;
        }
    }
}
