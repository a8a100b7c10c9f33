// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StackSizeTest {
    @Test
    void benchmarksRunWithBothCompilerStages() {
        assertThat(StackSize.BENCHMARK.worker()).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(StackSize.SMALL.worker()).contains("-XX:TieredStopAtLevel=1");
    }

    @ParameterizedTest
    @EnumSource
    void noSizeTouchesWhatMySqlPromises(StackSize size) {
        assertThat(size.mySql()).noneMatch(option -> option.contains("flush") || option.contains("doublewrite"));
    }

    @ParameterizedTest
    @EnumSource
    void aHeapIsBoundedInEveryServer(StackSize size) {
        assertThat(size.kafka()).anyMatch(option -> option.startsWith("-Xmx"));
        assertThat(size.worker()).anyMatch(option -> option.startsWith("-Xmx"));
        assertThat(size.mqttBroker()).anyMatch(option -> option.startsWith("-Xmx"));
    }

    @Test
    void benchmarksAskForMore() {
        assertThat(StackSize.BENCHMARK.memory().worker())
                .isGreaterThan(StackSize.SMALL.memory().worker());
        assertThat(StackSize.BENCHMARK.disk().mySql())
                .isGreaterThan(StackSize.SMALL.disk().mySql());
    }
}
