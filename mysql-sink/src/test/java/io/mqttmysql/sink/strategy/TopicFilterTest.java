// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mqttmysql.sink.expression.InvalidExpression;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicFilterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # MQTT 5.0 §4.7.1.2: # also matches the parent
            sport/tennis/player1/#  | sport/tennis/player1                 | yes
            sport/tennis/player1/#  | sport/tennis/player1/ranking         | yes
            sport/tennis/player1/#  | sport/tennis/player1/score/wimbledon | yes
            sport/tennis/player1/#  | sport/tennis/player12                | no
            sport/#                 | sport                                | yes
            #                       | a                                    | yes
            #                       | a/b/c                                | yes
            #                       | /                                    | yes
            # §4.7.1.3: + matches one level, an empty one too
            sport/tennis/+          | sport/tennis/player1                 | yes
            sport/tennis/+          | sport/tennis/player1/ranking         | no
            sport/+                 | sport                                | no
            sport/+                 | sport/                               | yes
            +/+                     | /finance                             | yes
            /+                      | /finance                             | yes
            +                       | /finance                             | no
            +/tennis/#              | sport/tennis                         | yes
            # §4.7.2: a leading wildcard does not match $ topics
            #                       | $SYS/broker/uptime                   | no
            +/monitor/Clients       | $SYS/monitor/Clients                 | no
            {top}/monitor/#         | $SYS/monitor/Clients                 | no
            {all#}                  | $SYS/monitor                         | no
            $SYS/#                  | $SYS/monitor/Clients                 | yes
            $SYS/monitor/+          | $SYS/monitor/Clients                 | yes
            a/+                     | a/$x                                 | yes
            # §4.7.3: case and blanks count
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
            ``          | a topic filter is empty; write for example Home/{room}/temperature, or # for all
            a/#/b       | topic filter 'a/#/b': '#' matches all that follows and must stand last; write + for one level
            a/{x#}/b    | topic filter 'a/{x#}/b': '{x#}' matches all that follows and must stand last; write + for one level
            a+/b        | topic filter 'a+/b': in 'a+' a wildcard stands beside other characters; + and # take a whole level
            a/b#        | topic filter 'a/b#': in 'b#' a wildcard stands beside other characters; + and # take a whole level
            a/x{y}      | topic filter 'a/x{y}': 'x{y}' is not a capture; a capture takes a whole level and is written {name}, or {name#} at the end, with letters, digits, '_' and '-'
            a/${y}      | topic filter 'a/${y}': '${y}' is not a capture; a capture takes a whole level and is written {name}, or {name#} at the end, with letters, digits, '_' and '-'
            {a}/b/{a}   | topic filter '{a}/b/{a}': the capture {a} is listed twice; give the second another name
            $share/g/a  | topic filter '$share/g/a': a shared subscription belongs to the MQTT source; write the filter without $share/<group>/
            """)
    void saysWhatIsWrong(String filter, String message) {
        assertThatThrownBy(() -> TopicFilter.parse(filter))
                .isInstanceOf(InvalidExpression.class)
                .hasMessage(message);
    }

    @Test
    void refusesControlCharactersAndEndlessFilters() {
        assertThatThrownBy(() -> TopicFilter.parse("a\u0000b"))
                .hasMessage("a topic filter has a control character; remove it");
        assertThatThrownBy(() -> TopicFilter.parse("ü".repeat(32_768)))
                .hasMessage("a topic filter is longer than MQTT's limit of 65535 bytes");
    }

    @Test
    void agreesWithANaiveModelOnRandomTopics() {
        Random random = new Random(20_261_122);
        for (int round = 0; round < 50_000; round++) {
            String filter = random(random, "a", "b", "", "+", "$x");
            filter = random.nextInt(3) == 0 ? filter + "/#" : filter;
            String topic = random(random, "a", "b", "", "$x");

            assertThat(TopicFilter.parse(filter).match(topic).isPresent())
                    .as("%s on %s", filter, topic)
                    .isEqualTo(Naive.matches(filter.split("/", -1), topic.split("/", -1), 0));
            assertThat(TopicFilter.parse(filter).match(topic).orElse(Map.of())).isEmpty();
        }
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
