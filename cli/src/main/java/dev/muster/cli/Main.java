package dev.muster.cli;

import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.cli.world.Signals;
import java.time.InstantSource;
import java.util.Map;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Runs one command. {@code --version} is answered before anything else is loaded. */
    public static void main(String[] args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            System.out.println("muster " + version());
            return;
        }
        Map<String, String> environment = System.getenv();
        Context context = new Context(
                Console.of(environment), environment, InstantSource.system(), version(), Signals.ofProcess());
        System.exit(new Cli(context).run(args));
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
