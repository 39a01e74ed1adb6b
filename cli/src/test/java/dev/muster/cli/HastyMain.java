package dev.muster.cli;

import dev.muster.aws.deploy.Pace;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.cli.world.Signals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** {@link Main} for tests that start it again and again: the same program, which asks AWS more often. */
public final class HastyMain {
    /** What is waited for here takes no time. */
    public static final Pace PACE = new Pace(Duration.ofMillis(20), Duration.ofMillis(200));

    private HastyMain() {}

    /** Runs one command. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        Context context = new Context(
                Console.of(environment),
                environment,
                InstantSource.system(),
                Main.version(),
                PACE,
                Signals.ofProcess());
        System.exit(new Cli(context).run(args));
    }
}
