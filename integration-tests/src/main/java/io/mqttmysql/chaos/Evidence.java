// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.chaos;

import io.mqttmysql.history.Journal;
import io.mqttmysql.history.Verdict;
import io.mqttmysql.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run leaves behind when something was lost or doubled. */
final class Evidence {
    private Evidence() {}

    /** For whoever looks for the reason: what was found, and what was sent. */
    static void keep(Verdict verdict, Journal.Sent sent, Path directory) {
        List<String> findings = verdict.findings().stream()
                .map(finding -> finding.kind() + " " + finding.what())
                .toList();
        List<String> readings = sent.readings().values().stream()
                .map(reading ->
                        (sent.acknowledged().contains(reading.id()) ? "acknowledged " : "unconfirmed ") + reading)
                .toList();
        try {
            Files.write(directory.resolve("logs/findings.txt"), findings);
            Files.write(directory.resolve("logs/sent.txt"), readings);
        } catch (IOException e) {
            throw new StackException("Cannot write the findings into " + directory + ": " + e.getMessage(), e);
        }
    }
}
