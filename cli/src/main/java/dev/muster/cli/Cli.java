package dev.muster.cli;

import dev.muster.cli.world.Console;
import dev.muster.cli.world.Console.Colour;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.InvalidFileException;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.problem.Problem;
import dev.muster.core.text.Suggest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds the command, runs it and turns whatever comes out of it into words and an exit code. */
public final class Cli {
    private final Context context;
    private final Console console;

    public Cli(Context context) {
        this.context = context;
        this.console = context.console();
    }

    /** Runs a command line; the process exit code. */
    public int run(String... args) {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        boolean verbose = words.remove("--verbose");
        try {
            return dispatch(words);
        } catch (InvalidFileException e) {
            return invalid(e);
        } catch (MusterException e) {
            return failed(e, verbose);
        } catch (InterruptedException e) {
            return Exit.FAILED.code();
        } catch (IOException e) {
            return failed(new MusterException(Exit.FAILED, "a file or connection failed: " + words(e), "", e), verbose);
        } catch (Exception e) {
            return internal(e, verbose);
        }
    }

    /** What Java says of a file without a reason is its path alone: the name of the exception is the reason then. */
    private static String words(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (!(e instanceof FileSystemException file) || file.getReason() != null) {
            return message;
        }
        String name = e.getClass().getSimpleName().replaceFirst("Exception$", "");
        return message + ": " + name.replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private int dispatch(List<String> words) throws Exception {
        if (words.isEmpty()) {
            return new Overview(context).print();
        }
        String first = words.getFirst();
        if (first.equals("--help") || first.equals("-h")) {
            return new Overview(context).help();
        }
        if (first.equals("help")) {
            return new Overview(context).topic(words.subList(1, words.size()));
        }
        Optional<Entry> entry = Commands.find(first);
        if (entry.isEmpty()) {
            throw MusterException.invalid(
                    "there is no command \"" + first + "\"" + Suggest.tail(first, Commands.names()),
                    "\"muster help\" lists the commands");
        }
        return execute(entry.get(), words.subList(1, words.size()));
    }

    private int execute(Entry entry, List<String> words) throws Exception {
        CommandLine line = line(context, entry);
        try {
            CommandLine.ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
            CommandLine deepest = parsed.asCommandLineList().getLast();
            if (deepest.isUsageHelpRequested()) {
                console.out().print(deepest.getUsageMessage());
                return 0;
            }
            if (deepest.isVersionHelpRequested()) {
                console.data("muster " + context.version());
                return 0;
            }
            Object command = deepest.getCommand();
            return command instanceof java.util.concurrent.Callable<?> callable
                            && callable.call() instanceof Integer code
                    ? code
                    : 0;
        } catch (UnmatchedArgumentException e) {
            throw MusterException.invalid(unmatched(e), advice(e));
        } catch (ParameterException e) {
            throw MusterException.invalid(lower(String.valueOf(e.getMessage())), advice(e));
        }
    }

    private static String advice(ParameterException e) {
        return "\"" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help\" says what it takes";
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        if (!word.startsWith("-")) {
            return "\"" + word + "\" is one word too many";
        }
        List<String> known = e.getCommandLine().getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
        return "there is no option \"" + word + "\"" + Suggest.tail(word, known);
    }

    /** The parser of one command. */
    static CommandLine line(Context context, Entry entry) {
        CommandLine line = new CommandLine(entry.make().apply(context), new Factory(context));
        line.setCommandName("muster " + entry.name());
        line.setUsageHelpWidth(Math.min(100, context.console().width()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static String lower(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private int invalid(InvalidFileException e) {
        for (Problem problem : e.problems()) {
            console.say(console.paint(Colour.BAD, "error: ") + problem);
        }
        int count = e.problems().size();
        console.say(count == 1 ? "1 problem; nothing was changed" : count + " problems; nothing was changed");
        return Exit.INVALID.code();
    }

    private int failed(MusterException e, boolean verbose) {
        // Who breaks something off has made no error.
        console.say((e.exit() == Exit.INTERRUPTED ? "" : console.paint(Colour.BAD, "error: ")) + e.what());
        if (!e.advice().isEmpty()) {
            console.say("  " + e.advice());
        }
        if (verbose) {
            console.say(trace(e));
        }
        return e.exit().code();
    }

    private int internal(Exception e, boolean verbose) {
        console.say(console.paint(Colour.BAD, "error: ") + "Muster has a fault: " + e);
        console.say("  please report it, with " + keepTrace(e));
        if (verbose) {
            console.say(trace(e));
        }
        return Exit.INTERNAL.code();
    }

    private String keepTrace(Exception e) {
        try {
            Path folder = Files.createDirectories(context.state().cache().resolve("faults"));
            Path file = folder.resolve(context.clock().instant().toString().replace(':', '-') + ".txt");
            Files.writeString(file, "muster " + context.version() + "\n" + trace(e));
            return file.toString();
        } catch (IOException | RuntimeException cannot) {
            return "what --verbose prints";
        }
    }

    private static String trace(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
