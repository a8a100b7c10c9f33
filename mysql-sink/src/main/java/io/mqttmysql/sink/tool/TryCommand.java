// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import io.mqttmysql.sink.table.TableDefinition;
import io.mqttmysql.sink.table.TableId;
import io.mqttmysql.sink.table.TableReader;
import io.mqttmysql.sink.tool.StrategyTrial.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * {@code try}: which strategy takes a record and why others do not, the table, the SQL, each column's value or error.
 */
final class TryCommand {
    private static final int MOST_NOTES = 10;

    private final ConnectorFile file;
    private final Arguments arguments;
    /** Statements of the script of tables that may change what is tried. */
    private List<String> notLookedAt = List.of();

    TryCommand(ConnectorFile file, Arguments arguments) {
        this.file = file;
        this.arguments = arguments;
    }

    /** Whether the record would be stored, or discarded as it should be. */
    boolean run(PrintStream out) throws IOException {
        SinkRecord record = TriedRecord.of(arguments, file)
                .orElseThrow(() -> new UsageProblem("which record? give --topic and --payload, or --record FILE"));
        List<Verdict> verdicts = new StrategyTrial(file.strategies(), file.payloads(), tables()).of(record);
        TrialReport report = new TrialReport(verdicts);
        report.print(out);
        notLookedAt.stream().limit(MOST_NOTES).forEach(statement -> out.println("note: not looked at: " + statement));
        if (notLookedAt.size() > MOST_NOTES) {
            out.println("note: nor at " + (notLookedAt.size() - MOST_NOTES) + " more statements");
        }
        return report.isStored();
    }

    private Optional<TableReader> tables() throws IOException {
        Optional<Path> script = arguments.file("tables");
        if (script.isEmpty()) {
            return Optional.empty();
        }
        Map<TableId, TableDefinition> tables = new HashMap<>();
        try {
            SqlScript read = SqlScript.read(ConnectorFile.text(script.get()));
            read.tables().forEach(table -> tables.put(table.id(), table));
            notLookedAt = read.notLookedAt();
        } catch (IllegalArgumentException e) {
            throw new UnusableInput(script.get() + ": " + e.getMessage());
        }
        if (tables.isEmpty()) {
            String instead = notLookedAt.isEmpty() ? "" : "; it begins with: " + notLookedAt.get(0);
            throw new UnusableInput(script.get() + ": there is no CREATE TABLE in it" + instead);
        }
        return Optional.of(id -> Optional.ofNullable(tables.get(id)));
    }
}
