// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.util.Locale;

/** Operating system and processor in the words of the MySQL archive's classifiers, for example {@code linux-x86_64}. */
record Platform(String classifier) {
    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** @param arch as the Java property {@code os.arch} has it */
    static Platform of(String system, String arch) {
        String name = system.toLowerCase(Locale.ROOT);
        String shortName = name.startsWith("mac") ? "mac" : name.replace(' ', '-');
        String processor = switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default -> arch;
        };
        return new Platform(shortName + "-" + processor);
    }

    /** Whether there is a MySQL archive for it. */
    boolean isSupported() {
        return classifier.matches("(linux|mac)-(x86_64|aarch64)");
    }
}
