// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.benchmark;

import io.mqttmysql.benchmark.report.Measurement;
import java.util.List;

/** One job that several contenders do, measured from outside and in the same way for each. A new one is a new class. */
interface Benchmark {
    /** For the table: the job and its size. */
    String name();

    /** One word, for the names of runs. */
    String word();

    /** The bare limit first. */
    List<Contender> contenders();

    /** Makes what all rounds share. */
    void prepare();

    /**
     * One contender, once, on data of its own.
     *
     * @throws BenchmarkException when it did not do the whole job, or did it wrong: there is no figure for that
     */
    Measurement run(Contender contender, String runName);
}
