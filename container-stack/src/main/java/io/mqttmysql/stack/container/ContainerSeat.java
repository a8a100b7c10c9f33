// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import io.mqttmysql.stack.Containers;
import io.mqttmysql.stack.Life;
import io.mqttmysql.stack.Patience;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.LogUtils;

/** One container from its first start on: stopped, it stays, with its data and its ports. One thread at a time. */
final class ContainerSeat implements Containers.Container {
    private final GenericContainer<?> container;
    private final LogFile log;

    /** @param ports of the container, and where they are on loopback */
    ContainerSeat(GenericContainer<?> container, Map<Integer, Integer> ports, Path log) {
        this.container = container;
        this.log = new LogFile(log);
        container.withStartupTimeout(Patience.START).withCreateContainerCmdModifier(command -> {
            HostConfig host = Objects.requireNonNull(command.getHostConfig());
            // in place of Testcontainers' own, which are open to the network
            Ports bindings = new Ports();
            ports.forEach((inside, outside) ->
                    bindings.bind(new ExposedPort(inside), Ports.Binding.bindIpAndPort("127.0.0.1", outside)));
            host.withPortBindings(bindings);
        });
        ports.keySet().forEach(container::addExposedPorts);
        container.withLogConsumer(this.log);
    }

    @Override
    public Life start() {
        if (container.getContainerId() == null) {
            container.start();
        } else {
            client().startContainerCmd(container.getContainerId()).exec();
            LogUtils.followOutput(client(), container.getContainerId(), log);
        }
        return new ContainerLife(client(), container.getContainerId());
    }

    @Override
    public void remove() {
        container.stop();
    }

    private DockerClient client() {
        return container.getDockerClient();
    }
}
