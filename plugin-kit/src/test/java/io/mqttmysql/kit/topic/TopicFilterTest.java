// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.kit.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicFilterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # MQTT 5 section 4.7.1.2: # also matches the parent
            sport/tennis/player1/#  | sport/tennis/player1                 | yes
            sport/tennis/player1/#  | sport/tennis/player1/ranking         | yes
            sport/tennis/player1/#  | sport/tennis/player1/score/wimbledon | yes
            sport/tennis/player1/#  | sport/tennis/player12                | no
            sport/#                 | sport                                | yes
            #                       | a                                    | yes
            #                       | a/b/c                                | yes
            #                       | /                                    | yes
            # 4.7.1.3: + matches one level, an empty one too
            sport/tennis/+          | sport/tennis/player1                 | yes
            sport/tennis/+          | sport/tennis/player1/ranking         | no
            sport/+                 | sport                                | no
            sport/+                 | sport/                               | yes
            +/+                     | /finance                             | yes
            /+                      | /finance                             | yes
            +                       | /finance                             | no
            +/tennis/#              | sport/tennis                         | yes
            # 4.7.2: a leading wildcard does not match $ topics
            #                       | $SYS/broker/uptime                   | no
            +/monitor/Clients       | $SYS/monitor/Clients                 | no
            {top}/monitor/#         | $SYS/monitor/Clients                 | no
            {all#}                  | $SYS/monitor                         | no
            $SYS/#                  | $SYS/monitor/Clients                 | yes
            $SYS/monitor/+          | $SYS/monitor/Clients                 | yes
            a/+                     | a/$x                                 | yes
            # 4.7.3: case and blanks count
            ACCOUNTS                | Accounts                             | no
            a b                     | a b                                  | yes
            a                       | a/                                   | no
            a/                      | a                                    | no
            a//b                    | a//b                                 | yes
            a//b                    | a/b                                  | no
            a/b                     | a/b/c                                | no
            # captures
            Home/{room}/{device}/t  | Home/kitchen/lamp/t                  | {device=lamp, room=kitchen}
            Home/{rest#}            | Home/a/b/c                           | {rest=a/b/c}
            Home/{rest#}            | Home                                 | {rest=}
            Home/{rest#}            | Home/                                | {rest=}
            {a}/+/{b}               | //                                   | {a=, b=}
            Home/{room}             | Haus/kitchen                         | no
            Haus/{Raum-1_a}         | Haus/Küche ☕                         | {Raum-1_a=Küche ☕}
            """)
    void matchesAsMqttSays(String filter, String topic, String expected) {
        String matched = TopicFilter.parse(filter)
                .match(topic)
                .map(captures -> captures.isEmpty() ? "yes" : new TreeMap<>(captures).toString())
                .orElse("no");

        assertThat(matched).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``          | a topic filter is empty; write for example Home/#, or # for all
            a/#/b       | in 'a/#/b' '#' must be the whole last level; write + for one level
            a/{x#}/b    | in 'a/{x#}/b' '{x#}' must be the whole last level; write + for one level
            a+/b        | in 'a+/b' a wildcard stands beside other characters in 'a+'; + and # take a whole level
            a/b#        | in 'a/b#' a wildcard stands beside other characters in 'b#'; + and # take a whole level
            a/x{y}      | in 'a/x{y}' 'x{y}' is not a capture; a capture takes a whole level and is written {name}, or {name#} at the end, with letters, digits, '_' and '-'
            a/${y}      | in 'a/${y}' '${y}' is not a capture; a capture takes a whole level and is written {name}, or {name#} at the end, with letters, digits, '_' and '-'
            a/{ö}       | in 'a/{ö}' '{ö}' is not a capture; a capture takes a whole level and is written {name}, or {name#} at the end, with letters, digits, '_' and '-'
            {a}/b/{a}   | in '{a}/b/{a}' the capture {a} is listed twice; give the second another name
            $share/g/a  | in '$share/g/a' a shared subscription is made with the MQTT source's mqtt.shared.group; write the filter without $share/<group>/
            $share/g    | in '$share/g' a shared subscription is made with the MQTT source's mqtt.shared.group; write the filter without $share/<group>/
            """)
    void saysWhatIsWrong(String filter, String message) {
        assertThat(TopicFilter.problem(filter)).contains(message);
        assertThatThrownBy(() -> TopicFilter.parse(filter))
                .isInstanceOf(InvalidTopicFilter.class)
                .hasMessage(message);
    }

    @Test
    void refusesWhatCannotBeSent() {
        assertThat(TopicFilter.problem("a\0b")).get().asString().contains("control character");
        assertThat(TopicFilter.problem("a\uD800b")).get().asString().contains("half a character");
        assertThat(TopicFilter.problem("ä".repeat(32_768))).contains("a topic filter is longer than 65535 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b, true", // the same
        "a/b, a/c, false",
        "a/+, +/b, true", // a/b
        "a/+, a/b/c, false", // one level is not two
        "a/#, a, true", // the parent level
        "a/b/#, a, false",
        "a/#, b/#, false",
        "#, $SYS/a, false", // no leading wildcard for $
        "$SYS/#, +/a, false",
        "$SYS/#, $SYS/a, true",
        "Home/{room}/t, Home/+/+, true", // captures are wildcards
        "Home/{rest#}, Home/a/b, true",
        "a/+/c, a/b, false",
    })
    void knowsWhatOverlaps(String one, String other, boolean overlaps) {
        assertThat(TopicFilter.parse(one).overlaps(TopicFilter.parse(other))).isEqualTo(overlaps);
        assertThat(TopicFilter.parse(other).overlaps(TopicFilter.parse(one))).isEqualTo(overlaps);
    }

    @Test
    void agreesWithANaiveModelOnRandomTopics() {
        Random random = new Random(20_261_124);
        for (int round = 0; round < 50_000; round++) {
            TopicFilter filter = randomFilter(random);
            TopicFilter other = randomFilter(random);
            String topic = random(random, "a", "b", "", "$x");

            boolean matches = Naive.matches(filter.text().split("/", -1), topic.split("/", -1), 0);
            assertThat(filter.match(topic).isPresent())
                    .as("%s on %s", filter, topic)
                    .isEqualTo(matches);
            assertThat(filter.match(topic).orElse(Map.of())).isEmpty();
            if (matches && other.match(topic).isPresent()) {
                assertThat(filter.overlaps(other))
                        .as("%s and %s on %s", filter, other, topic)
                        .isTrue();
            }
        }
    }

    private static TopicFilter randomFilter(Random random) {
        String filter = random(random, "a", "b", "", "+", "$x");
        return TopicFilter.parse(random.nextInt(3) == 0 ? filter + "/#" : filter);
    }

    private static String random(Random random, String... levels) {
        StringBuilder text = new StringBuilder(levels[random.nextInt(levels.length)]);
        for (int more = random.nextInt(4); more > 0; more--) {
            text.append('/').append(levels[random.nextInt(levels.length)]);
        }
        return text.length() == 0 ? "a" : text.toString();
    }

    /** The specification word by word, level by level. */
    private static final class Naive {
        static boolean matches(String[] filter, String[] topic, int level) {
            if (level == 0 && topic[0].startsWith("$") && (filter[0].equals("+") || filter[0].equals("#"))) {
                return false;
            }
            if (level == filter.length) {
                return level == topic.length;
            }
            if (filter[level].equals("#")) {
                return true;
            }
            boolean fits = level < topic.length && (filter[level].equals("+") || filter[level].equals(topic[level]));
            return fits && matches(filter, topic, level + 1);
        }
    }
}
