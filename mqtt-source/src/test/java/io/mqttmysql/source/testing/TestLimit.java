// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.source.testing;

import org.junit.jupiter.api.Timeout;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Gives every test {@link Bounds#TEST}, for what no bound of its own ends. */
public final class TestLimit implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.setProperty(Timeout.DEFAULT_TIMEOUT_PROPERTY_NAME, Bounds.TEST.toSeconds() + " s");
    }
}
