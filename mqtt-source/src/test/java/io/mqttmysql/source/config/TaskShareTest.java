// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets which filters. */
class TaskShareTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // as many tasks as can do something
                "a/#                    | 3 | a/#",
                "a/#, b/#, c            | 1 | a/# b/# c",
                "a/#, b/#, c            | 2 | a/# c; b/#",
                "a/#, b/#, c            | 3 | a/#; b/#; c",
                "a/#, b/#, c            | 9 | a/#; b/#; c",
                // what overlaps stays together, also when only a third filter makes it so
                "a/b, c, a/+            | 3 | a/b a/+; c",
                "a/b, a/c, x, a/+       | 3 | a/b a/c a/+; x",
                "#, a, b                | 3 | # a b",
                // a leading wildcard does not match $SYS
                "#, $SYS/broker         | 2 | #; $SYS/broker",
            })
    void dividesFiltersThatDoNotOverlap(String filters, int tasksMax, String expected) {
        TaskShare share = TaskShare.of(0, tasksMax, options(filters, null));

        assertThat(share.byTask())
                .isEqualTo(Arrays.stream(expected.split("; "))
                        .map(task -> List.of(task.split(" ")))
                        .toList());
        assertThat(share.count()).isEqualTo(share.byTask().size());
    }

    @Test
    void aFilterAtTheEndMovesNoOther() {
        List<List<String>> before = TaskShare.of(0, 2, options("a, b, c", null)).byTask();
        List<List<String>> after =
                TaskShare.of(0, 2, options("a, b, c, d", null)).byTask();

        for (int task = 0; task < before.size(); task++) {
            assertThat(after.get(task)).containsAll(before.get(task));
        }
    }

    @Test
    void everyTaskOfAGroupSubscribesToEverything() {
        TaskShare share = TaskShare.of(2, 3, options("a, a/#", "g"));

        assertThat(share.count()).isEqualTo(3);
        assertThat(share.subscriptions()).containsExactly("$share/g/a", "$share/g/a/#");
        assertThat(share.allSubscriptions()).isEqualTo(share.subscriptions());
        assertThat(share.successorsOf("a/#")).as("any will do").containsExactly(2);
    }

    @Test
    void knowsWhoGetsTheMessagesOfAnOldSubscription() {
        TaskShare share = TaskShare.of(0, 3, options("a/#, b/+, c", null));

        assertThat(share.successorsOf("b/x")).containsExactly(1);
        assertThat(share.successorsOf("$share/g/b/x")).containsExactly(1);
        assertThat(share.successorsOf("+/x")).containsExactly(0, 1);
        assertThat(share.successorsOf("d")).as("nobody waits for it").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a/#, true",
        "$SYS/x, true",
        "$share/g/a/#, true",
        "$share/g, false",
        "$share/, false",
        "$share//a, false",
        "$share/g/, false",
        "a/#/b, false",
        "'', false"
    })
    void knowsWhatCanBeSubscribed(String text, boolean expected) {
        assertThat(TaskShare.isSubscription(text)).isEqualTo(expected);
    }

    @Test
    void tellsDivisionsApart() {
        String fingerprint = TaskShare.of(0, 2, options("a, b", null)).fingerprint();

        assertThat(TaskShare.of(1, 2, options("a, b", null)).fingerprint()).isEqualTo(fingerprint);
        assertThat(TaskShare.of(0, 1, options("a, b", null)).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(TaskShare.of(0, 2, options("b, a", null)).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(TaskShare.of(0, 2, options("a, b", "g")).fingerprint()).isNotEqualTo(fingerprint);
    }

    private static SubscriptionOptions options(String filters, String group) {
        return new SubscriptionOptions(
                List.of(filters.split(", ")), 1, RetainedMessages.NEW_SUBSCRIPTION_ONLY, Optional.ofNullable(group));
    }
}
