package dev.muster.testnodes.stacks;

import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Stands in for stacks-signer.
 *
 * <p>Source: stacks-signer/src/cli.rs and main.rs of stacks-network/stacks-core at 4.0.2, read 2026-11-22.
 */
public final class StacksSigner {
    private static final int PANIC = 101;

    private StacksSigner() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException {
        // The real program takes no signal over: it dies of the one it is sent, as a virtual machine does (143).
        StopSignal stop = StopSignal.on(List.of());
        System.exit(run(List.of(arguments), stop));
    }

    private static int run(List<String> arguments, StopSignal stop) throws IOException {
        if (arguments.equals(List.of("--version"))) {
            System.out.println("stacks-signer " + StacksNode.VERSION + " (stand-in)");
            return 0;
        }
        boolean known = arguments.size() == 3
                && List.of("run", "check-config").contains(arguments.getFirst())
                && List.of("--config", "-c").contains(arguments.get(1));
        if (!known) {
            System.err.println("error: unrecognized subcommand '" + String.join(" ", arguments) + "'");
            return 2;
        }
        try {
            SignerConf conf = SignerConf.read(Path.of(arguments.get(2)));
            return arguments.getFirst().equals("run") ? start(conf, stop) : 0;
        } catch (Refusal e) {
            Say.error("called `Result::unwrap()` on an `Err` value: " + e.text());
            return PANIC;
        }
    }

    private static int start(SignerConf conf, StopSignal stop) throws Refusal, IOException {
        if (!conf.text("db_path").equals(":memory:") && !Files.exists(conf.db())) {
            Files.createFile(conf.db());
        }
        new RunningSigner(conf, stop).run();
        return 0;
    }
}
