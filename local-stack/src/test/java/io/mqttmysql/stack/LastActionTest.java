// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastActionTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void isDoneWhenItReturns() {
        List<String> done = new ArrayList<>();

        LastAction.run(() -> done.add("done"), told::add);

        assertThat(done).containsExactly("done");
        assertThat(told).isEmpty();
    }

    @Test
    void itsFailureIsToldAndHoldsUpNothing() {
        LastAction.run(
                () -> {
                    throw new StackException("the broker is away");
                },
                told::add);

        assertThat(told).containsExactly("the broker is away");
    }

    @Test
    void aFaultIsToldWithItsKindAndPlace() {
        LastAction.run(
                () -> {
                    throw new NullPointerException();
                },
                told::add);

        assertThat(told).singleElement().asString().contains("NullPointerException at ", "LastActionTest");
    }
}
