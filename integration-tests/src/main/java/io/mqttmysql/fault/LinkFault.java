// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.fault;

import java.util.Locale;

/** What can happen to the link behind a proxy. */
public enum LinkFault {
    /** Every connection is reset, and each new one at once. */
    CUT,
    /** Nothing moves any more in either direction, new connections included; nobody is told. */
    STALL,
    /** Everything arrives, each piece 200 ms late. */
    DELAY;

    public Fault on(FaultProxy proxy) {
        LinkFault kind = this;
        return new Fault() {
            @Override
            public String name() {
                return proxy.name() + "-" + kind.name().toLowerCase(Locale.ROOT);
            }

            @Override
            public void begin() {
                proxy.begin(kind);
            }

            @Override
            public void end() {
                proxy.heal();
            }
        };
    }
}
