package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Knobs;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stands in for bitcoind: takes the options, keys and calls of the real program, and no others, and has a chain that
 * moves. It never talks to another machine.
 *
 * <p>Source of versions: configure value of the 31.1 release (doc/release-notes/release-notes-31.1.md at 00afc8eca963)
 * and src/clientversion.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
public final class Bitcoind {
    public static final String VERSION = "31.1";
    static final int VERSION_NUMBER = 310100;
    static final String USER_AGENT = "/Satoshi:31.1.0/";

    private Bitcoind() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException {
        StopSignal stop = StopSignal.on(List.of("TERM", "INT"));
        // The real program opens its log again at this signal.
        StopSignal.handle("HUP", () -> {});
        System.exit(run(List.of(arguments), stop));
    }

    private static int run(List<String> arguments, StopSignal stop) throws IOException {
        try {
            Knobs early = new Knobs(beside(), System.getenv());
            boolean strict = !early.text("unknown-keys").equals(Optional.of("warn"));
            BitcoindSettings told = BitcoindSettings.read(arguments, home(), strict);
            if (told.settings().flag("version", false) || told.settings().flag("help", false)) {
                return about(told);
            }
            serve(told, stop);
            return 0;
        } catch (Refusal e) {
            System.err.println("Error: " + e.text());
            return e.exitCode();
        }
    }

    private static void serve(BitcoindSettings told, StopSignal stop) throws Refusal, IOException {
        NodeDirectory directory = NodeDirectory.make(told.networkDirectory());
        Path control = told.dataDirectory().resolve(Knobs.FILE);
        List<Path> files =
                Stream.concat(Stream.of(control), beside().stream().skip(1)).toList();
        Knobs knobs = new Knobs(files, System.getenv());
        NodeLog log = NodeLog.of(told, System.out);
        directory.lock();
        try (RunningNode node = RunningNode.start(told, directory, knobs, log, stop, InstantSource.system())) {
            node.untilStopped();
        }
    }

    private static int about(BitcoindSettings told) {
        System.out.println("Bitcoin Core daemon version v31.1.0 bitcoind");
        System.out.println("Stand-in for tests: it has the options and answers of the real program, and no chain.");
        if (told.settings().flag("help", false)) {
            BitcoindSettings.OPTIONS.names().forEach(name -> System.out.println("  -" + name));
        }
        return 0;
    }

    /** Knobs from beside the program, which has told the virtual machine where it lies. */
    private static List<Path> beside() {
        Path none = Path.of("");
        String home = System.getProperty("standin.home", "");
        Path file = Path.of(home).resolve(Knobs.FILE);
        return home.isEmpty() || !Files.exists(file) ? List.of(none) : List.of(none, file);
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", "/"));
    }
}
