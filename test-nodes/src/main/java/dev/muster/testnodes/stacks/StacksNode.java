package dev.muster.testnodes.stacks;

import dev.muster.testnodes.ProgramKnobs;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Stands in for stacks-node: takes the configuration of the real program and no other key, needs its burn chain and its
 * observers, and has a chain that moves. It talks to this machine only.
 *
 * <p>Source: stacks-node/src/main.rs and run_loop/neon.rs (signals) of stacks-network/stacks-core at 4.0.2, read
 * 2026-11-22.
 */
public final class StacksNode {
    static final String VERSION = "4.0.2";
    static final String ABOUT = "stacks-node " + VERSION + " (1b57c3f, release build, linux [stand-in])";

    private StacksNode() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException {
        StopSignal stop = StopSignal.on(List.of("INT", "TERM", "HUP"));
        System.exit(run(List.of(arguments), stop));
    }

    private static int run(List<String> arguments, StopSignal stop) throws IOException {
        String command = arguments.isEmpty() ? "help" : arguments.getFirst();
        boolean file = arguments.size() == 3 && arguments.get(1).equals("--config");
        try {
            return switch (command) {
                case "version" -> about();
                case "start", "check-config" -> {
                    if (!file) {
                        throw new Refusal("Invalid arguments: " + String.join(" ", arguments));
                    }
                    yield start(command, NodeConf.read(Path.of(arguments.get(2))), stop);
                }
                default -> throw new Refusal("unknown subcommand: " + command);
            };
        } catch (Refusal e) {
            Say.warn(e.text());
            return e.exitCode();
        }
    }

    private static int about() {
        System.out.println(ABOUT);
        return 0;
    }

    private static int start(String command, NodeConf conf, StopSignal stop) throws Refusal, IOException {
        if (command.equals("check-config")) {
            Say.info("Loaded config!");
            return 0;
        }
        Path directory = Path.of(conf.text("node", "working_dir", "/tmp/stacks-node-" + System.currentTimeMillis()));
        Files.createDirectories(directory);
        try (RunningStacks node = new RunningStacks(conf, directory, ProgramKnobs.in(directory), stop)) {
            node.run();
        }
        return 0;
    }
}
