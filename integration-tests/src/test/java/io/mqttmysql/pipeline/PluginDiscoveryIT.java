// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.pipeline;

import io.mqttmysql.stack.LocalStack;
import io.mqttmysql.testing.StackExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the shared worker, which runs with {@code plugin.discovery=service_load}, finds. */
@ExtendWith(StackExtension.class)
class PluginDiscoveryIT {
    @Test
    void aWorkerThatTrustsManifestsAloneLoadsBoth(LocalStack stack) {
        PluginPackagingIT.assertLists(stack.connect().plugins());
    }
}
