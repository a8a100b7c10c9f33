// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink;

import io.mqttmysql.kit.config.ConfigProblems;
import io.mqttmysql.sink.check.ServerCheck;
import io.mqttmysql.sink.check.ServerCheck.Finding;
import io.mqttmysql.sink.config.MySqlSinkConfig;
import io.mqttmysql.sink.config.StrategyOptions;
import io.mqttmysql.sink.mapping.StrategyCheck;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes the validation of a configuration with what the server says to it. */
final class LiveCheck {
    private static final Logger log = LoggerFactory.getLogger(LiveCheck.class);

    /** A user waits for the answer of Connect's REST interface, and Connect itself gives up after 90 s. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private LiveCheck() {}

    /** For a configuration in which nothing else is wrong; what is only worth knowing goes to the log alone. */
    static ConfigProblems of(Map<String, String> settings) {
        ConfigProblems problems = new ConfigProblems();
        MySqlSinkConfig config = MySqlSinkConfig.from(settings);
        if (config.validation().asksServer()) {
            StrategyCheck strategies = new StrategyCheck(
                    config.mapping().strategies(),
                    config.mapping().payload(),
                    config.delivery().guarantee());
            ServerCheck check = new ServerCheck(config.connection(), config.pool(), config.delivery());
            check.run(
                            LIMIT,
                            tasks(settings),
                            (server, found) -> strategies.look(
                                    server,
                                    misfit -> found.accept(
                                            StrategyOptions.keyOf(settings, misfit.strategy(), misfit.option()),
                                            misfit.sentence())))
                    .forEach(finding -> add(finding, settings, problems));
        }
        return problems;
    }

    /**
     * In the log as well: of a value that comes from a config provider Connect (4.4) shows no sentence, as it may have
     * the value in it, and a login usually comes from one.
     */
    private static void add(Finding finding, Map<String, String> settings, ConfigProblems problems) {
        log.warn(
                "{} - {}: {}",
                settings.getOrDefault("name", "mysql-sink"),
                finding.key()
                        .map(key -> "MySQL refuses this configuration, for " + key)
                        .orElse("not all of its configuration could be compared with MySQL, or not all is as it"
                                + " should be"),
                finding.sentence());
        finding.key().ifPresent(key -> problems.add(key, finding.sentence()));
    }

    private static int tasks(Map<String, String> settings) {
        String tasks = settings.getOrDefault("tasks.max", "1").strip();
        return tasks.matches("\\d{1,9}") ? Integer.parseInt(tasks) : 1;
    }
}
