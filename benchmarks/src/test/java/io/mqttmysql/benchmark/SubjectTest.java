// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubjectTest {
    @Test
    void theBuildFilledInEveryVersion() {
        Subject subject = Subject.ofThisBuild();

        assertThat(subject.peer()).matches("\\d+\\.\\d+\\.\\d+\\.Final");
        assertThat(subject.versions())
                .containsOnlyKeys("Kafka and Connect", "MySQL", "HiveMQ CE", "Connector/J", "Paho")
                .allSatisfy((name, version) -> assertThat(version).matches("\\d+(\\.\\d+)+"));
    }
}
