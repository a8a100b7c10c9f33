// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.sink.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Tries a connector's strategies on a message, writes their tables, checks the configuration; without any server. */
public final class StrategyTool {
    private static final int FINE = 0;
    private static final int PROBLEMS = 1;
    private static final int USAGE = 2;

    private StrategyTool() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(args), out, err));
    }

    /** Returns the exit code: 0 fine, 1 problems, 2 not understood. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            boolean fine = command(Arguments.of(args), out);
            return fine ? FINE : PROBLEMS;
        } catch (UsageProblem e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (UnusableInput e) {
            err.println(e.getMessage());
            return PROBLEMS;
        } catch (IOException e) {
            err.println("cannot be read: " + e.getMessage());
            return USAGE;
        }
    }

    private static boolean command(Arguments arguments, PrintStream out) throws IOException {
        ConnectorFile file = ConnectorFile.read(arguments.file());
        return switch (arguments.command()) {
            case "try" -> new TryCommand(file, arguments).run(out);
            case "ddl" -> new DdlCommand(file, arguments).run(out);
            case "lint" -> new LintCommand(file).run(out);
            default ->
                throw new UsageProblem("'" + arguments.command() + "' is not a command; there are: "
                        + String.join(", ", Arrays.asList("try", "ddl", "lint")));
        };
    }
}
