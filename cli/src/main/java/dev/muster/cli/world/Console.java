package dev.muster.cli.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command talks to: data to {@code out}, talk to {@code err}.
 *
 * @param terminal whether {@code err} is a terminal that can be drawn on
 * @param colour whether colours are wanted
 * @param width columns
 * @param in what a person types
 */
public record Console(PrintStream out, PrintStream err, boolean terminal, boolean colour, int width, InputStream in) {
    /** A console at which nobody types. */
    public Console(PrintStream out, PrintStream err, boolean terminal, boolean colour, int width) {
        this(out, err, terminal, colour, width, InputStream.nullInputStream());
    }

    /** The process's own, by the conventions NO_COLOR, TERM=dumb, COLUMNS and CI. */
    public static Console of(Map<String, String> environment) {
        return of(environment, isTerminal());
    }

    static Console of(Map<String, String> environment, boolean typing) {
        boolean terminal =
                typing && !environment.getOrDefault("TERM", "dumb").equals("dumb") && !environment.containsKey("CI");
        boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(utf8(System.out), utf8(System.err), terminal, colour, columns(environment), System.in);
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static int columns(Map<String, String> environment) {
        try {
            return Math.clamp(Integer.parseInt(environment.getOrDefault("COLUMNS", "80")), 40, 200);
        } catch (NumberFormatException e) {
            return 80;
        }
    }

    /** A line of data. */
    public void data(String line) {
        out.println(line);
    }

    /**
     * A line broken between words for a terminal's width; as it is where nobody looks, for tools that read line by line.
     *
     * @param indent columns before the second line and those after it
     */
    public String wrapped(String line, int indent) {
        if (!terminal) {
            return line;
        }
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ", -1)) {
            boolean first = text.isEmpty();
            boolean fits = column + 1 + word.length() <= width;
            text.append(first ? "" : fits ? " " : "\n" + " ".repeat(indent)).append(word);
            column = (first ? 0 : fits ? column + 1 : indent) + word.length();
        }
        return text.toString();
    }

    /** A line of talk. */
    public void say(String line) {
        err.println(line);
    }

    /** A line that a person types; empty at the end of the input. */
    public String ask(String question) {
        err.print(question + " ");
        err.flush();
        StringBuilder line = new StringBuilder();
        try {
            // Byte by byte: what follows the line is the next question's.
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.append((char) next);
            }
        } catch (IOException e) {
            return "";
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }

    /** Text in a colour, if colours are wanted. */
    public String paint(Colour with, String text) {
        return colour ? "\u001b[" + with.code() + "m" + text + "\u001b[0m" : text;
    }

    /** The colours in use. */
    public enum Colour {
        GOOD(32),
        BAD(31),
        WARN(33),
        QUIET(2),
        STRONG(1);

        private final int code;

        Colour(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
