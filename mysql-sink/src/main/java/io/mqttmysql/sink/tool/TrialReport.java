// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.mapping.Cell;
import io.mqttmysql.sink.row.RowShape;
import io.mqttmysql.sink.sql.RowForms;
import io.mqttmysql.sink.sql.RowStatements;
import io.mqttmysql.sink.table.ColumnType;
import io.mqttmysql.sink.tool.StrategyTrial.Answer;
import io.mqttmysql.sink.tool.StrategyTrial.TriedRow;
import io.mqttmysql.sink.tool.StrategyTrial.Verdict;
import java.io.PrintStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A trial as text. */
final class TrialReport {
    /** Whose SQL is shown. */
    private static final String SHOWN_VERSION = "8.4.0";

    private final List<Verdict> verdicts;

    TrialReport(List<Verdict> verdicts) {
        this.verdicts = verdicts;
    }

    /** Whether a strategy takes the record and no row of it fails; one that fails keeps all of them back. */
    boolean isStored() {
        return isTaken() && allRows().stream().allMatch(TriedRow::isWritten);
    }

    private boolean isTaken() {
        return verdicts.stream().anyMatch(verdict -> verdict.objection().isEmpty());
    }

    private List<TriedRow> allRows() {
        return verdicts.stream().flatMap(verdict -> verdict.rows().stream()).toList();
    }

    void print(PrintStream out) {
        for (Verdict verdict : verdicts) {
            out.println("strategy '" + verdict.strategy() + "': " + said(verdict));
            verdict.rows().forEach(row -> print(row, out));
        }
        out.println(summary());
    }

    private static String said(Verdict verdict) {
        if (verdict.objection().isPresent()) {
            return verdict.objection().get();
        }
        if (verdict.answer() == Answer.DISCARDS) {
            return "takes it and discards it";
        }
        return verdict.rows().isEmpty() ? "takes it and makes no row of it" : "takes it";
    }

    private static void print(TriedRow row, PrintStream out) {
        row.shape().ifPresent(shape -> {
            out.println("    table  " + shape.table());
            out.println("    sql    " + sql(shape));
        });
        int width = row.cells().stream()
                .mapToInt(cell -> cell.column().name().length())
                .max()
                .orElse(0);
        for (Cell cell : row.cells()) {
            String name = cell.column().name();
            out.println("    " + name + " ".repeat(width - name.length()) + "  " + value(cell) + "  ("
                    + cell.column().declaration() + ")");
        }
        row.error().ifPresent(error -> out.println("    ! " + error));
    }

    private static String sql(RowShape shape) {
        return RowStatements.write(shape, 1, RowForms.of(SHOWN_VERSION));
    }

    private static String value(Cell cell) {
        if (cell.error().isPresent()) {
            return "! " + cell.error().get();
        }
        if (cell.isLeftOut()) {
            return "(left out)";
        }
        return "= " + text(cell.value());
    }

    /** Of such columns only the server knows what they hold. */
    private static boolean isForTheServer(Cell cell) {
        return cell.column().type() == ColumnType.OTHER && cell.value() != null;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }

    private String summary() {
        if (!isTaken() && verdicts.stream().anyMatch(verdict -> verdict.answer() == Answer.CANNOT_TELL)) {
            return "The record cannot be stored: no strategy takes it, and one cannot tell whether it would.";
        }
        if (!isTaken()) {
            return "No strategy takes the record; strategies.unmatched says what becomes of it.";
        }
        long failed = allRows().stream().filter(row -> !row.isWritten()).count();
        if (failed > 0) {
            return "The record cannot be stored: none of its rows is, since " + failed + " of "
                    + allRows().size() + " cannot be.";
        }
        boolean isDiscarded = verdicts.stream().anyMatch(verdict -> verdict.answer() == Answer.DISCARDS)
                && allRows().isEmpty();
        return isDiscarded ? "The record is discarded." : stored();
    }

    /** With what nobody can tell without the server. */
    private String stored() {
        String rows = allRows().size() + (allRows().size() == 1 ? " row." : " rows.");
        if (allRows().isEmpty()) {
            return "The record is stored: " + rows;
        }
        String unknown = allRows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(TrialReport::isForTheServer)
                .map(cell -> cell.column().name())
                .distinct()
                .collect(Collectors.joining(", "));
        boolean dependsOnLast = allRows().stream()
                .flatMap(row -> row.shape().stream())
                .anyMatch(shape -> shape.changes().isPresent());
        return "The record can be stored: " + rows
                + (dependsOnLast
                        ? "\nOnly a running task knows what it wrote last, and whether changed.only leaves one out."
                        : "")
                + "\nOnly the server knows, and may refuse it by: rows that are there"
                + " already, foreign keys, CHECK constraints, partitions, triggers"
                + (unknown.isEmpty() ? "" : ", and what these columns take: " + unknown) + ".";
    }
}
