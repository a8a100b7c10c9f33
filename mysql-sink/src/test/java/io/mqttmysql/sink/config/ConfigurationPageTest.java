// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mqttmysql.kit.config.GroupedDefinition;
import io.mqttmysql.kit.page.ConfigurationPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The reference in docs/ says what the connector declares. */
class ConfigurationPageTest {
    private static final String NAMES_OF_YOUR_OWN = "Names of your own";

    private static final String HEAD = """
            # Configuration of the MySQL sink

            Written from the connector's own declaration; do not edit. The language of the strategies is told in
            [strategies.md](strategies.md). Secrets belong into the worker's environment or files and are referred to as
            `${env:NAME}` or `${file:/path:key}`: Connect's REST interface shows everything else to everybody.

            With `strategies`, what the top level says of writing holds for all of them, and `strategy.<name>.<option>`
            says otherwise for one.
            """;

    private static final Path PAGE = Path.of("..", "docs", "configuration-mysql-sink.md");
    private static final String COMMAND = "mvn -pl mysql-sink -am test -Dtest=ConfigurationPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dconfiguration.write=true";

    @Test
    void isUpToDate() throws IOException {
        if (Boolean.getBoolean("configuration.write")) {
            Files.writeString(PAGE, page().text());
        }

        assertThat(Files.readString(PAGE))
                .as("%s is not what the connector declares; run this command to write it again: %s", PAGE, COMMAND)
                .isEqualTo(page().text());
    }

    @Test
    void showsEveryKeyWithGroupOrderNameAndSentence() {
        Collection<List<ConfigKey>> groups = page().keysByGroup().values();

        assertThat(groups.stream().flatMap(List::stream)).allSatisfy(key -> {
            assertThat(key.group).isNotBlank();
            assertThat(key.orderInGroup).isPositive();
            assertThat(key.displayName).matches("[A-Z].+");
            assertThat(key.documentation)
                    .matches("[a-zA-Z].*\\.")
                    .doesNotContain("\n")
                    .doesNotContain("  ");
        });
        assertThat(MySqlSinkConfig.definition().groups())
                .containsExactly(
                        "Connection", "Strategies", "Payloads", "Delivery", "Writing", "Failures", "Validation");
        assertThat(MySqlSinkConfig.definition().configKeys().get("connection.max.lifetime.ms").displayName)
                .isEqualTo("Connection max lifetime ms");
    }

    /** Whoever adds an option of a strategy describes it. */
    @Test
    void showsEveryOptionOfAStrategy() {
        String prefix = StrategyKeys.prefix("<name>");
        Set<String> topLevel = MySqlSinkConfig.definition().names();
        Set<String> wanted = new TreeSet<>(StrategyKeys.OF_A_STRATEGY);
        wanted.removeIf(option -> StrategyKeys.INHERITED.contains(option) && !topLevel.contains(option));
        wanted.add(StrategyKeys.COLUMN_PREFIX + "<column>");
        wanted.add(StrategyKeys.DEADBAND_PREFIX + "<column>");

        Set<String> shown = page().keysByGroup().get(NAMES_OF_YOUR_OWN).stream()
                .filter(key -> key.name.startsWith(prefix))
                .map(key -> key.name.substring(prefix.length()))
                .collect(Collectors.toSet());

        assertThat(shown).isEqualTo(wanted);
    }

    private static ConfigurationPage page() {
        ConfigDef own = new GroupedDefinition("")
                .group(NAMES_OF_YOUR_OWN, StrategyDefinitions::describe)
                .definition();
        return new ConfigurationPage(HEAD, MySqlSinkConfig.definition()).with(NAMES_OF_YOUR_OWN, own);
    }
}
