package dev.muster.local;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.process.ProcessId;
import dev.muster.agent.run.AgentRecord;
import dev.muster.agent.slot.SlotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts an agent in the background, in a session of its own, and finds the one that runs. */
public final class AgentProcess {
    /**
     * Starts the agent again when it dies: at once, then ever more slowly. It ends with the agent if that ends on
     * purpose, and when the slot's folder, where it was started, is gone. A shell that starts {@code up} in the
     * background has it ignore SIGINT and SIGQUIT, programs inherit that, and a node whose stop signal that is would not
     * stop: env(1) of coreutils 9.1, "--default-signal" (2026-11-28); where it has no such option, it is left.
     */
    private static final String GUARD = """
            trap '' HUP
            heed='env --default-signal=INT,QUIT'
            $heed true 2>/dev/null || heed=
            wait=1
            while [ -d "$PWD" ]; do
              $heed "$@" && exit 0
              sleep "$wait"
              wait=$((wait < 30 ? wait * 2 : 30))
            done
            """;

    private AgentProcess() {}

    /** The agent that holds the slot and lives; empty if there is none. */
    public static Optional<AgentRecord> running(SlotFolder slot) throws IOException {
        Optional<String> text = Whole.read(slot.agentFile());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        AgentRecord record = Json.read(text.get(), AgentRecord.class);
        return record.process().alive() ? Optional.of(record) : Optional.empty();
    }

    /** Whether an agent was here and went with the machine's reboot. */
    public static boolean rebooted(SlotFolder slot) throws IOException {
        Optional<String> text = Whole.read(slot.agentFile());
        return text.isPresent()
                && Optional.of(Json.read(text.get(), AgentRecord.class))
                        .map(AgentRecord::process)
                        .map(ProcessId::beforeBoot)
                        .orElse(false);
    }

    /** Guards and agents of a slot by their command lines: an agent that has just been started has no record yet. */
    static List<ProcessHandle> all(SlotFolder slot) {
        String path = slot.path().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .containsAll(List.of("agent", "run", path)))
                .toList();
    }

    /** Starts an agent. It finds out itself whether another one holds the slot. */
    public static void start(SlotFolder slot, AgentProgram program) throws IOException {
        Files.createDirectories(slot.logs());
        Path log = slot.logs().resolve("agent.log");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of("sh", "-c", GUARD, "muster-agent"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-Xss512k",
                "-XX:MaxMetaspaceSize=96m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                program.jar().toString(),
                "agent",
                "run",
                slot.path().toString(),
                "--checksum",
                program.checksum()));
        new ProcessBuilder(command)
                .directory(slot.path().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true)
                .start();
    }
}
