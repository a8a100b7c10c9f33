// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.quickstart.judgement;

import io.mqttmysql.quickstart.database.DatabaseLook;
import io.mqttmysql.quickstart.database.HomeDatabase;
import io.mqttmysql.stack.StackException;
import java.sql.SQLException;
import java.util.List;

/**
 * The end of a run that is judged by its lag: asks whether all connectors run, leaves the person's broker, and waits
 * for what is still on its way. Once, on whichever thread ends the run; others wait for it.
 */
public final class Closing {
    private final LagJudgement judgement;
    private final Runnable departure;
    private final HomeDatabase database;
    private LagJudgement.Verdict verdict; // guarded by this; null before the end

    /** @param departure after it nothing more arrives */
    public Closing(LagJudgement judgement, Runnable departure, HomeDatabase database) {
        this.judgement = judgement;
        this.departure = departure;
        this.database = database;
    }

    /** @throws StackException when it cannot be judged */
    public synchronized LagJudgement.Verdict conclude() {
        if (verdict == null) {
            List<String> failures = judgement.failures();
            departure.run();
            long left = judgement.left();
            verdict = new LagJudgement.Verdict(failures, judgement.messages(), left, look());
        }
        return verdict;
    }

    private DatabaseLook look() {
        try {
            return database.look();
        } catch (SQLException e) {
            throw new StackException("The rows cannot be counted in the end: " + e.getMessage(), e);
        }
    }
}
