// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.scenario;

import io.mqttmysql.quickstart.database.HomeDatabase;
import java.time.Duration;
import java.util.Optional;

/**
 * What kind of run this is, decided once from the command line: whose servers, who publishes, what is shown, and how
 * the run is judged. With an own server nothing is set, stopped or published there unless the person says so.
 */
public record Scenario(
        Optional<OwnBroker> ownBroker,
        Optional<OwnDatabase> ownDatabase,
        Optional<OwnSink> ownSink,
        Publishing publishing,
        Faults faults,
        Pace pace,
        Ending ending) {
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

    /**
     * How long and how fast.
     *
     * @param duration how long the pipeline runs before it is judged; empty: until Ctrl-C
     * @param rate messages a second that the house publishes
     */
    public record Pace(Optional<Duration> duration, int rate) {}

    /** What comes in the end. */
    public record Ending(Judgement judgement, Afterwards afterwards) {}

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
    public static Scenario of(QuickstartCommand command, String run) {
        Combinations.check(command);
        Optional<OwnBroker> broker = command.broker.uri.map(uri -> OwnBroker.parse(
                uri,
                command.broker.filters,
                new BrokerLogin(command.broker.user, command.broker.passwordFile, command.broker.authorities),
                run));
        Optional<OwnDatabase> database = command.database.url.map(url -> OwnDatabase.parse(
                url, command.database.user.orElseThrow(), command.database.passwordFile.orElseThrow(), run));
        Optional<OwnSink> sink = command.sink.file.map(file -> OwnSink.read(file, command.sink.tables));
        boolean isPublishing = broker.isEmpty() || command.broker.isSimulated;
        boolean isAllOurs = broker.isEmpty() && database.isEmpty() && sink.isEmpty();
        Optional<Duration> duration = command.house.duration;
        int rate = Math.toIntExact(command.house.rate);
        return new Scenario(
                broker,
                database,
                sink,
                isPublishing ? Publishing.HOUSE : Publishing.OTHERS,
                isAllOurs && !command.house.isWithoutFaults ? Faults.SHOWN : Faults.LEFT_OUT,
                new Pace(isPublishing ? Optional.of(bounded(duration.orElse(USUAL), rate)) : duration, rate),
                new Ending(
                        isPublishing && sink.isEmpty() ? Judgement.PROOF : Judgement.LAG,
                        command.house.keepsServers ? Afterwards.KEEP : Afterwards.STOP));
    }

    private static Duration bounded(Duration duration, int rate) {
        if (rate * duration.toSeconds() > MAX_MESSAGES) {
            throw new IllegalArgumentException(rate + " messages a second for " + duration.toSeconds()
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
