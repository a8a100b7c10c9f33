// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import io.mqttmysql.quickstart.database.HomeDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What kind of run this is, decided once from the command line: whose servers, who publishes, what is shown, and how the
 * run is judged. With an own server nothing is set, stopped or published there unless the person says so.
 *
 * @param duration how long the pipeline runs before it is judged; empty: until Ctrl-C
 * @param rate messages a second that the house publishes
 */
public record Scenario(
        Optional<OwnBroker> ownBroker,
        Optional<OwnDatabase> ownDatabase,
        Optional<OwnSink> ownSink,
        Publishing publishing,
        Faults faults,
        Judgement judgement,
        Afterwards afterwards,
        Optional<Duration> duration,
        int rate) {
    /** The proof holds every message in memory. */
    static final int MAX_MESSAGES = 250_000;

    private static final Duration USUAL = Duration.ofSeconds(60);

    /** Who publishes what arrives. */
    enum Publishing {
        HOUSE,
        OTHERS
    }

    /** Whether connections are cut and MySQL is stopped. */
    enum Faults {
        SHOWN,
        LEFT_OUT
    }

    /** What the exit code says. */
    public enum Judgement {
        /** Every message, by identity and content. */
        PROOF,
        /** All connectors run and have dealt with everything that Kafka has. */
        LAG
    }

    /** What happens to the servers in the end. */
    public enum Afterwards {
        STOP,
        KEEP
    }

    /**
     * @param run what tells this run's names from those of others
     * @throws IllegalArgumentException with one sentence for the person
     */
    public static Scenario of(CommandLine line, String run) {
        Combinations.check(line);
        Optional<OwnBroker> broker =
                line.value(CommandLine.MQTT).map(uri -> OwnBroker.parse(uri, line.all(CommandLine.FILTER), run));
        Optional<OwnDatabase> database = line.value(CommandLine.MYSQL)
                .map(url -> OwnDatabase.parse(
                        url,
                        line.value(CommandLine.USER).orElseThrow(),
                        Path.of(line.value(CommandLine.PASSWORD_FILE).orElseThrow()),
                        run));
        Optional<OwnSink> sink = line.value(CommandLine.CONFIG)
                .map(file -> OwnSink.read(
                        Path.of(file), line.value(CommandLine.TABLES).map(Path::of)));
        boolean isPublishing = broker.isEmpty() || line.has(CommandLine.SIMULATE);
        boolean isAllOurs = broker.isEmpty() && database.isEmpty() && sink.isEmpty();
        return new Scenario(
                broker,
                database,
                sink,
                isPublishing ? Publishing.HOUSE : Publishing.OTHERS,
                isAllOurs && !line.has(CommandLine.NO_FAULTS) ? Faults.SHOWN : Faults.LEFT_OUT,
                isPublishing && sink.isEmpty() ? Judgement.PROOF : Judgement.LAG,
                line.has(CommandLine.KEEP) ? Afterwards.KEEP : Afterwards.STOP,
                isPublishing ? Optional.of(bounded(line)) : line.duration(),
                line.rate());
    }

    private static Duration bounded(CommandLine line) {
        Duration duration = line.duration().orElse(USUAL);
        if (line.rate() * duration.toSeconds() > MAX_MESSAGES) {
            throw new IllegalArgumentException(line.rate() + " messages a second for " + duration.toSeconds()
                    + " s are more than the " + MAX_MESSAGES
                    + " that the proof can hold: give a shorter --for or a lower --rate.");
        }
        return duration;
    }

    public boolean housePublishes() {
        return publishing == Publishing.HOUSE;
    }

    public boolean showsFaults() {
        return faults == Faults.SHOWN;
    }

    /** Where all tables of this run are. */
    public String schema() {
        return ownDatabase.map(OwnDatabase::schema).orElse(HomeDatabase.NAME);
    }
}
