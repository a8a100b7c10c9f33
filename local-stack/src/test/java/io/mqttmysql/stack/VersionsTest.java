// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionsTest {
    @Test
    void theBuildFillsInEveryVersion() {
        Versions versions = Versions.ofThisBuild();

        List<String> all = new ArrayList<>(versions.kafkaArtifacts());
        all.addAll(versions.hiveMqArtifacts());
        all.add(versions.mySqlArtifact(new Platform("linux-x86_64")));
        assertThat(all).allMatch(coordinate -> coordinate.matches("[A-Za-z0-9._:-]+:[0-9][0-9.]*"));
    }
}
