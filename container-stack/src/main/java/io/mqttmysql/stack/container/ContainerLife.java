// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.mqttmysql.stack.Life;
import io.mqttmysql.stack.Patience;
import io.mqttmysql.stack.Poll;
import io.mqttmysql.stack.StackException;
import java.time.Duration;

/** That of a container. */
record ContainerLife(DockerClient client, String id) implements Life {
    private static final String UNABLE = "unable to freeze";

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

    /**
     * Asks again where runc could not: on cgroup v1 the kernel cannot freeze what starts threads meanwhile, runc tries
     * for a while, lets the container go on and leaves it to the caller (opencontainers/runc pull requests 2791, 4388).
     *
     * @throws StackException when it was asked in vain for as long as {@link Patience#EFFECT}
     */
    @Override
    public void freeze() {
        if (!Poll.until(Patience.EFFECT, this::isFrozen)) {
            throw new StackException("The engine cannot freeze container " + id + ": it says \"" + UNABLE + "\".");
        }
    }

    private boolean isFrozen() {
        try {
            client.pauseContainerCmd(id).exec();
            return true;
        } catch (InternalServerErrorException e) {
            if (String.valueOf(e.getMessage()).contains(UNABLE)) {
                return false;
            }
            throw e;
        }
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
