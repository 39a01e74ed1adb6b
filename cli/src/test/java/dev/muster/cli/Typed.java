package dev.muster.cli;

import dev.muster.aws.deploy.Pace;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.cli.world.Signals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Runs command lines in this JVM, with state and cache of their own below a folder; keeps what they said. */
public final class Typed {
    private final Path folder;
    private final boolean terminal;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String answers = "";
    private Map<String, String> more = Map.of();
    private Pace pace = Pace.USUAL;
    private InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    private Typed(Path folder, boolean terminal) {
        this.folder = folder;
        this.terminal = terminal;
    }

    /** No terminal: nobody can be asked. */
    public static Typed below(Path folder) {
        return new Typed(folder, false);
    }

    /** A terminal at which somebody types these lines. */
    public static Typed onTerminal(Path folder, String... answers) {
        Typed typed = new Typed(folder, true);
        typed.answers = String.join("\n", answers) + "\n";
        return typed;
    }

    /** The exit code. */
    public int run(String... words) {
        out.reset();
        err.reset();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                false,
                80,
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)));
        return new Cli(new Context(console, environment(), clock, "1.2.3", pace, Signals.none())).run(words);
    }

    /** From now on commands see this of the environment too. */
    public Typed with(Map<String, String> environment) {
        more = Map.copyOf(environment);
        return this;
    }

    /** From now on time comes from here. */
    public Typed withClock(InstantSource other) {
        clock = other;
        return this;
    }

    /** From now on AWS is asked so often while a command waits. */
    public Typed withPace(Pace other) {
        pace = other;
        return this;
    }

    /** What commands see of the environment. */
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(more);
        all.put("HOME", folder.toString());
        all.putIfAbsent("PATH", "/usr/bin:/bin");
        all.put("XDG_STATE_HOME", folder.resolve("state").toString());
        all.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return Map.copyOf(all);
    }

    /** Where deployments are. */
    public Path state() {
        return folder.resolve("state/muster");
    }

    /** The data it printed. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The talk it printed. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
