// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64, true",
        "Linux, aarch64, linux-aarch64, true",
        "Mac OS X, x86_64, mac-x86_64, true",
        "Mac OS X, aarch64, mac-aarch64, true",
        "Linux, riscv64, linux-riscv64, false",
        "Windows 11, amd64, windows-11-x86_64, false"
    })
    void speaksTheArchivesWords(String system, String arch, String classifier, boolean supported) {
        Platform platform = Platform.of(system, arch);

        assertThat(platform.classifier()).isEqualTo(classifier);
        assertThat(platform.isSupported()).isEqualTo(supported);
    }
}
