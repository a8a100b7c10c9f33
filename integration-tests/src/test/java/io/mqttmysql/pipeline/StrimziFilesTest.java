// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an operator would say of the files; that the connectors start, {@link ConnectorConfigsIT} shows. */
class StrimziFilesTest {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Z_]+)}");

    @Test
    void theWorkerSetsNothingThatStrimziSetsItself() throws IOException, ReflectiveOperationException {
        JsonNode connect = StrimziFiles.connect();
        List<String> forbidden = StrimziFiles.forbidden("connect.KafkaConnectSpec", "FORBIDDEN_PREFIXES");

        assertThat(connect.at("/apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1");
        assertThat(connect.at("/kind").asText()).isEqualTo("KafkaConnect");
        assertThat(connect.at("/metadata/annotations/strimzi.io~1use-connector-resources")
                        .asText())
                .isEqualTo("true");
        assertThat(forbidden).contains("rest.");
        assertThat(StrimziFiles.settings(connect).keySet())
                .isNotEmpty()
                .noneMatch(key -> forbidden.stream().anyMatch(key::startsWith));
    }

    @Test
    void theConnectorsSetNothingThatStrimziSetsItself() throws IOException, ReflectiveOperationException {
        String cluster = StrimziFiles.connect().at("/metadata/name").asText();
        String[] forbidden = StrimziFiles.forbidden("connector.AbstractConnectorSpec", "FORBIDDEN_PARAMETERS")
                .toArray(String[]::new);

        assertThat(forbidden).contains("connector.class");
        assertThat(StrimziFiles.connectors()).hasSize(2).allSatisfy(connector -> {
            assertThat(connector.at("/apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1");
            assertThat(connector.at("/kind").asText()).isEqualTo("KafkaConnector");
            assertThat(connector.at("/metadata/labels/strimzi.io~1cluster").asText())
                    .isEqualTo(cluster);
            assertThat(StrimziFiles.settings(connector)).isNotEmpty().doesNotContainKeys(forbidden);
        });
    }

    /** A name that nobody sets would stay as it stands. */
    @Test
    void theWorkerHasWhatTheConnectorsReferTo() throws IOException {
        JsonNode connect = StrimziFiles.connect();
        Set<String> given = new TreeSet<>();
        connect.at("/spec/template/connectContainer/env")
                .forEach(variable -> given.add(variable.path("name").asText()));
        Set<String> wanted = StrimziFiles.connectors().stream()
                .flatMap(connector -> StrimziFiles.config(connector).values().stream())
                .map(REFERENCE::matcher)
                .filter(Matcher::matches)
                .map(reference -> reference.group(1))
                .collect(Collectors.toSet());
        String allowed = StrimziFiles.settings(connect).get("config.providers.env.param.allowlist.pattern");

        assertThat(wanted).isNotEmpty().isEqualTo(given).allMatch(name -> name.matches(allowed));
    }
}
