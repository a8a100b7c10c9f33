// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

/** Why there is no figure, in one sentence that can be shown as it is. */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchmarkException(String sentence) {
        super(sentence);
    }

    public BenchmarkException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
