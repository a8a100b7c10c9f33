// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** One action on all servers at the same time, a thread for each. */
final class Startup {
    private Startup() {}

    /**
     * Returns when all are done.
     *
     * @throws StackException the first failure, without waiting for the others, which are interrupted
     */
    static void all(List<ServerProcess> servers, Consumer<ServerProcess> action) {
        ExecutorService threads = Executors.newFixedThreadPool(servers.size(), task -> {
            Thread thread = new Thread(task, "local-stack");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Void> done = new ExecutorCompletionService<>(threads);
            servers.forEach(server -> done.submit(() -> action.accept(server), null));
            for (int i = 0; i < servers.size(); i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackException known
                    ? known
                    : new StackException("The local stack failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while the local stack was starting or stopping.", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
