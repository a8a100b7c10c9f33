// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PauseContainerCmd;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An engine whose runc cannot freeze at the first try, which no real one can be made to be. */
class ContainerLifeTest {
    private static final String UNABLE = "Cannot pause container: OCI runtime pause failed: unable to freeze: unknown";

    private final Deque<String> refusals = new ArrayDeque<>();
    private final ContainerLife life = new ContainerLife(engine(), "some");

    @Test
    void asksAgainWhereTheEngineCouldNotFreeze() {
        refusals.addAll(Arrays.asList(UNABLE, UNABLE));

        assertThatCode(life::freeze).doesNotThrowAnyException();
        assertThat(refusals).isEmpty();
    }

    @Test
    void tellsEverythingElse() {
        refusals.addAll(Arrays.asList("no space left on device", UNABLE));

        assertThatThrownBy(life::freeze)
                .isInstanceOf(InternalServerErrorException.class)
                .hasMessageContaining("no space left on device");
        assertThat(refusals).as("it was asked once").hasSize(1);
    }

    private DockerClient engine() {
        PauseContainerCmd pause = (PauseContainerCmd) proxy(PauseContainerCmd.class, this::answer);
        return (DockerClient) proxy(DockerClient.class, () -> pause);
    }

    private Object answer() {
        if (!refusals.isEmpty()) {
            throw new InternalServerErrorException(refusals.remove(), null);
        }
        return null;
    }

    /** @param answer to every question */
    private static Object proxy(Class<?> type, Supplier<Object> answer) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.get());
    }
}
