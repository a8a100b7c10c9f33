// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.screen;

import java.util.List;

/** Tells the person what happens, each step with the seconds since the start. Any thread. */
public final class Narrator {
    private final LiveView view;
    private final long started = System.nanoTime();

    public Narrator(LiveView view) {
        this.view = view;
    }

    public void step(String sentence) {
        view.say(String.format("%5.1f s  %s", (System.nanoTime() - started) / 1e9, sentence));
    }

    /** A paragraph of its own. */
    public void say(String... lines) {
        view.say("");
        List.of(lines).forEach(view::say);
    }
}
