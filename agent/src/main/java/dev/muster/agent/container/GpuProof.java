package dev.muster.agent.container;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import dev.muster.core.problem.MusterException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Proves, before a container that is to have GPUs is started, that one of its image sees them: without a driver or the
 * toolkit the software would run and get no work.
 *
 * <p>The toolkit brings {@code nvidia-smi} into any image: "Running a Sample Workload",
 * docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/sample-workload.html. What {@code -L} prints:
 * docs.docker.com/build/building/cdi (2026-11-23).
 */
public final class GpuProof {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pattern GPU = Pattern.compile("^GPU \\d+: .+");

    private GpuProof() {}

    /**
     * The GPUs that a container sees, as the driver calls them.
     *
     * @throws MusterException if there are none, with the command that shows it
     */
    public static List<String> seen(CommandRunner commands, ContainerCommand container) {
        List<String> question = container.ask("nvidia-smi", "-L");
        Outcome outcome = commands.run(Command.of(question).within(LONGEST));
        List<String> gpus = outcome.out()
                .lines()
                .filter(line -> GPU.matcher(line).matches())
                .map(String::strip)
                .toList();
        if (!outcome.ok() || gpus.isEmpty()) {
            throw MusterException.failed(
                    "its container sees no GPU: " + (outcome.ok() ? "the driver lists none" : outcome.failure())
                            + "; asked by: " + String.join(" ", question),
                    "mend the machine's driver and NVIDIA's container toolkit, or do without: settings: {gpu: false}");
        }
        return gpus;
    }
}
