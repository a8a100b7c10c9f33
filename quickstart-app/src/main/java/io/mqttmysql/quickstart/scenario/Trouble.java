// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.eclipse.paho.mqttv5.common.MqttException;

/** What stopped the quickstart, in one sentence for the person who watches. */
public final class Trouble {
    private static final Pattern WARNING = Pattern.compile("^[0-9:.]+ (WARN|ERROR) ");
    private static final int WARNINGS_SHOWN = 3;
    private static final int WIDTH = 400;

    private Trouble() {}

    /** @param failure of a server that still runs, or a sentence already */
    public static String inWords(Exception failure) {
        if (failure instanceof SQLException) {
            return "MySQL did not answer the quickstart as expected: " + firstLine(failure) + "; see mysql.log.";
        }
        if (failure instanceof KafkaException) {
            return "Kafka did not answer the quickstart as expected: " + firstLine(failure) + "; see kafka.log.";
        }
        if (failure instanceof MqttException) {
            return "The MQTT broker did not answer the quickstart as expected: " + firstLine(failure)
                    + "; see mqtt-broker.log.";
        }
        return failure.getMessage();
    }

    /** The same where a server may be the person's own, whose log is not here. */
    public static String inWords(Exception failure, Scenario scenario) {
        if (failure instanceof SQLException && scenario.ownDatabase().isPresent()) {
            return "Your " + scenario.ownDatabase().get().address() + " did not do what was asked: "
                    + firstLine(failure) + ".";
        }
        if (failure instanceof MqttException && scenario.ownBroker().isPresent()) {
            return "Your MQTT broker at " + scenario.ownBroker().get().uri() + " did not do what was asked: "
                    + withCause(failure) + ".";
        }
        return inWords(failure);
    }

    /** Before anything was asked of it. */
    public static String unreachable(Exception failure, Scenario scenario) {
        return failure instanceof SQLException
                ? "Your " + scenario.ownDatabase().orElseThrow().address() + " does not let the quickstart in: "
                        + withCause(failure) + ". See whether --mysql, --user and --password-file are right."
                : "Your MQTT broker at " + scenario.ownBroker().orElseThrow().uri()
                        + " does not let the quickstart in: " + withCause(failure)
                        + ". See whether --mqtt is right and the broker takes clients without a password.";
    }

    /** The new schema is all that is asked for. */
    public static String noSchema(SQLException failure, OwnDatabase own) {
        return "Your " + own.address() + " did not create the schema " + own.schema() + ": " + firstLine(failure)
                + ". Let " + own.address().user()
                + " have it: GRANT ALL ON `mqtt\\_quickstart\\_%`.* TO that user.";
    }

    /** Drivers wrap what the system said, which says more. */
    private static String withCause(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == failure ? firstLine(failure) : firstLine(failure) + " (" + cause.getMessage() + ")";
    }

    /** @param file of connector-configs/, or the person's own */
    public static String with(Path file, Exception failure) {
        if (failure instanceof JsonProcessingException json) {
            String where = json.getLocation() == null
                    ? ""
                    : " in line " + json.getLocation().getLineNr();
            return file + " is not a JSON object of settings (" + json.getOriginalMessage() + where
                    + "): correct it and run it again.";
        }
        if (failure instanceof IOException) {
            return "Cannot read " + failure.getMessage() + ": put the file back and run it again.";
        }
        return file + " has a statement that MySQL refuses (" + firstLine(failure) + "): correct it and run it again.";
    }

    /** The last warnings and errors in a log of Kafka's or a worker's, oldest first, cut to the width of a screen. */
    public static List<String> warnings(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> all =
                    lines.filter(line -> WARNING.matcher(line).find()).toList();
            return all.subList(Math.max(0, all.size() - WARNINGS_SHOWN), all.size()).stream()
                    .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + " ..." : line)
                    .toList();
        } catch (IOException e) {
            return List.of("(not readable: " + e.getMessage() + ")");
        }
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
