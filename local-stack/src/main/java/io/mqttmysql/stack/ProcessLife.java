// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** That of a child process. */
record ProcessLife(Process process, ChildProcesses children) implements Life {
    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public int exitCode() {
        return process.exitValue();
    }

    @Override
    public void end() {
        process.destroy();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void freeze() {
        children.freeze(process);
    }

    @Override
    public void thaw() {
        children.signal(process, "CONT");
    }

    @Override
    public boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
