// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void otherProgramsAtWorkAreToldOf() {
        assertThat(loaded(1.9).warning())
                .contains("This machine is busy (load 1.9 on 2 cores): figures for keeping need a quiet one.");
        assertThat(loaded(0.4).warning()).isEmpty();
        assertThat(loaded(-1).warning()).isEmpty();
    }

    @Test
    void thisOneIsKnown() {
        Machine here = Machine.here();

        assertThat(here.cores()).isPositive();
        assertThat(here.inWords()).contains("GiB", "JDK").doesNotContain("null");
    }

    private static Machine loaded(double load) {
        return new Machine(2, "a processor", 1, "a system", "a JDK", load);
    }
}
