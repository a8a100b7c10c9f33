// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.write;

/** {@code put.budget.ms} is over and a part of the delivery is stored; the rest follows in the next {@code put}. */
final class BudgetSpent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetSpent() {
        super("put.budget.ms is over and a part of the delivery is stored; the rest follows");
    }
}
