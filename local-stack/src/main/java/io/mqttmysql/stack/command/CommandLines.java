// SPDX-License-Identifier: Apache-2.0
package io.mqttmysql.stack.command;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads a command line into an object that is annotated for picocli, and says in one sentence what is wrong with it.
 * The last of several equal options counts. Any thread.
 */
public final class CommandLines {
    /** The exit code of a program that was not started, because its command line is wrong. */
    public static final int NOT_UNDERSTOOD = 2;

    private static final int WIDTH = 120;

    /** What runs when the options are understood. */
    public interface Program {
        /**
         * @return the exit code
         * @throws IllegalArgumentException when the options make no sense together, in one sentence
         */
        int run() throws InterruptedException;
    }

    private CommandLines() {}

    /**
     * Fills the options and runs the program, unless help is asked for.
     *
     * @param options annotated for picocli, with the defaults in its fields
     * @return the exit code: that of the program, 0 after help, {@link #NOT_UNDERSTOOD} with a sentence on stderr
     */
    public static int run(Object options, List<String> words, Program program) throws InterruptedException {
        try {
            if (parse(options, words).isUsageHelpRequested()) {
                writer(System.out).print(usage(options));
                return 0;
            }
            return program.run();
        } catch (IllegalArgumentException e) {
            writer(System.err).println(e.getMessage());
            return NOT_UNDERSTOOD;
        }
    }

    /**
     * Fills the options and returns them.
     *
     * @throws IllegalArgumentException in one sentence: the option, the value, what is wrong, what to do
     */
    public static <T> T read(T options, List<String> words) {
        parse(options, words);
        return options;
    }

    /** What {@code --help} prints. */
    public static String usage(Object options) {
        CommandLine line = new CommandLine(options).setUsageHelpWidth(WIDTH);
        if (!line.getCommandSpec().mixins().isEmpty()) {
            // the command would take over the heading of its first mixin
            line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
            line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, CommandLines::sections);
        }
        String text = line.getUsageMessage(Help.Ansi.OFF);
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    /** One section for each mixin, under its heading, then the command's own options; all in the same columns. */
    private static String sections(Help help) {
        CommandSpec command = help.commandSpec();
        StringBuilder text = new StringBuilder();
        command.mixins()
                .values()
                .forEach(mixin -> text.append(String.format(mixin.usageMessage().optionListHeading()))
                        .append(section(help, mixin.options())));
        List<OptionSpec> own = command.options().stream()
                .filter(option -> command.mixins().values().stream()
                        .noneMatch(mixin -> mixin.options().contains(option)))
                .toList();
        return text.append(System.lineSeparator()).append(section(help, own)).toString();
    }

    private static String section(Help help, List<OptionSpec> options) {
        Help.Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
        layout.addOptions(options, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    private static ParseResult parse(Object options, List<String> words) {
        CommandLine line =
                new CommandLine(options).setOverwrittenOptionsAllowed(true).setExpandAtFiles(false);
        try {
            ParseResult result = line.parseArgs(words.toArray(String[]::new));
            result.matchedOptions().stream()
                    .filter(option -> option.arity().max() > 0)
                    .filter(option -> option.originalStringValues().stream().anyMatch(String::isBlank))
                    .findFirst()
                    .ifPresent(option -> {
                        throw new IllegalArgumentException(needsValue(option));
                    });
            return result;
        } catch (ParameterException e) {
            throw new IllegalArgumentException(sentence(e), e);
        }
    }

    private static String sentence(ParameterException e) {
        if (e instanceof MissingParameterException missing
                && missing.getMissing().get(0).isOption()) {
            return needsValue(missing.getMissing().get(0));
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            List<String> like = word.startsWith("-") ? unmatched.getSuggestions() : List.of();
            return (word.startsWith("-") ? "Unknown option '" + word + "'" : "'" + word + "' is not an option")
                    + (like.isEmpty() ? ": " : ": did you mean " + String.join(" or ", like) + "? ")
                    + e.getCommandLine().getCommandName() + " --help lists the options.";
        }
        return e.getMessage();
    }

    private static String needsValue(ArgSpec option) {
        String name = ((OptionSpec) option).longestName();
        return name + " needs a value: " + name + " " + option.paramLabel() + ", " + option.description()[0] + ".";
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
