// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.text;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages, Javadoc and documents use the field's own words, so that people find them. */
class PlainEnglishTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path LIST = ROOT.resolve("build-tools/plain-english.txt");
    private static final int CONTEXT = 30;

    private record Phrase(Pattern pattern, String better) {
        static Phrase of(String line) {
            String[] sides = line.split(" => ", 2);
            assertThat(sides).as("a line of %s: '%s'", LIST, line).hasSize(2);
            return new Phrase(Pattern.compile(sides[0], CASE_INSENSITIVE), sides[1]);
        }

        List<String> findings(Path file, String text) {
            List<String> findings = new ArrayList<>();
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                findings.add(ROOT.relativize(file) + ": '"
                        + text.substring(
                                Math.max(0, found.start() - CONTEXT), Math.min(text.length(), found.end() + CONTEXT))
                        + "': write '" + better + "'");
            }
            return findings;
        }
    }

    @Test
    void everyoneCanReadIt() throws IOException {
        List<Phrase> phrases = phrases();
        List<String> findings = new ArrayList<>();
        for (Path file : texts()) {
            String text = running(Files.readString(file));
            phrases.forEach(phrase -> findings.addAll(phrase.findings(file, text)));
        }

        assertThat(findings).isEmpty();
    }

    @Test
    void findsAPhraseThatIsBrokenOverTwoLines() {
        assertThat(Phrase.of("\\bstands? twice\\b => is listed twice")
                        .findings(LIST, running("\"filter '\" + filter + \"' stands\"\n        + \" twice\"")))
                .hasSize(1);
        assertThat(Phrase.of("\\bfor ever\\b => forever").findings(LIST, running("/** Waits for\n     * ever. */")))
                .hasSize(1);
    }

    private static List<Phrase> phrases() throws IOException {
        List<Phrase> phrases = Files.readAllLines(LIST).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Phrase::of)
                .toList();
        assertThat(phrases).isNotEmpty();
        return phrases;
    }

    private static List<Path> texts() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> texts = files.filter(Files::isRegularFile)
                    .filter(file -> isText(ROOT.relativize(file).toString().replace('\\', '/')))
                    .toList();
            assertThat(texts).hasSizeGreaterThan(300);
            return texts;
        }
    }

    /** What people read: main classes, their resources, documents and the scripts at the top. */
    private static boolean isText(String file) {
        if (file.contains("/target/") || file.startsWith("target/") || file.startsWith(".git/")) {
            return false;
        }
        boolean isMain = file.contains("/src/main/") && file.matches(".*\\.(java|txt|properties)");
        return isMain || file.endsWith(".md") || file.matches("quickstart|chaos|strategy|service|benchmarks/run");
    }

    /** Line breaks, the stars of comments and the pluses between texts are white space here. */
    private static String running(String text) {
        return text.replaceAll("\"\\s*\\n\\s*\\+ \"", "").replaceAll("\\s*\\n[ \\t]*(?:\\*|//|#)?[ \\t]*", " ");
    }
}
