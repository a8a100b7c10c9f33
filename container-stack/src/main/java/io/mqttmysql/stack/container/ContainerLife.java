// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.mqttmysql.stack.Life;
import io.mqttmysql.stack.Poll;
import java.time.Duration;

/** That of a container. */
record ContainerLife(DockerClient client, String id) implements Life {
    @Override
    public boolean isAlive() {
        try {
            return Boolean.TRUE.equals(state().getRunning());
        } catch (NotFoundException e) {
            return false;
        }
    }

    @Override
    public int exitCode() {
        Long code = state().getExitCodeLong();
        return code == null ? -1 : code.intValue();
    }

    @Override
    public void end() {
        signal("TERM");
    }

    @Override
    public void kill() {
        signal("KILL");
    }

    private void signal(String name) {
        try {
            client.killContainerCmd(id).withSignal(name).exec();
        } catch (ConflictException | NotFoundException e) {
            // it has ended: what was wanted
        }
    }

    @Override
    public void freeze() {
        client.pauseContainerCmd(id).exec();
    }

    @Override
    public void thaw() {
        if (Boolean.TRUE.equals(state().getPaused())) {
            client.unpauseContainerCmd(id).exec();
        }
    }

    @Override
    public boolean endsWithin(Duration limit) {
        return Poll.until(limit, () -> !isAlive());
    }

    private ContainerState state() {
        return client.inspectContainerCmd(id).exec().getState();
    }
}
