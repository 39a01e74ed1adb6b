package dev.muster.agent.run;

import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.api.ApiServer;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.history.EventLog;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.outlet.Outlet;
import dev.muster.agent.process.ProcessId;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.node.NodeConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts an agent for a slot and keeps others out while it lives. */
public final class AgentMain {
    /** Bytes of events that are kept: years of a quiet node. */
    public static final long EVENTS_MOST = 4L << 20;

    private AgentMain() {}

    /**
     * Runs the agent of a slot until it is told to end.
     *
     * @param jar checksum of the program
     * @return the process exit code: 0 if it ended on purpose or another agent holds the slot
     */
    public static int run(SlotFolder slot, AgentWorld world, String jar) throws IOException, InterruptedException {
        Files.createDirectories(slot.run());
        try (FileChannel file = FileChannel.open(
                slot.run().resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Held until the process ends, however it ends.
            FileLock lock = file.tryLock();
            return lock == null ? 0 : hold(slot, world, jar);
        }
    }

    private static int hold(SlotFolder slot, AgentWorld world, String jar) throws IOException, InterruptedException {
        EventLog events = new EventLog(slot.path().resolve("events"), EVENTS_MOST);
        Agent agent = new Agent(slot, world, events);
        ProcessId self = ProcessId.of(ProcessHandle.current().pid()).orElseThrow();
        LiveLog agentLog = new LiveLog(slot.logs().resolve("agent.log"), 4L << 20, 4);
        String token = token(slot);
        try (ApiServer api = open(slot, agent, agentLog, world, token);
                Outlet.Opened _ = world.outlet().open(new AgentStage(slot, agent, agentLog))) {
            AgentRecord record =
                    new AgentRecord(self, jar, world.clock().instant().toString());
            RunFiles files = new RunFiles(slot.path(), agent.journal());
            files.write(slot.tokenFile(), token, true);
            files.write(slot.apiFile(), Json.pretty(Map.of("port", api.port())), false);
            files.write(slot.agentFile(), Json.pretty(record), false);
            agent.keep(files);
            if (Files.deleteIfExists(slot.startFile())) {
                agent.command(new AgentCommand(AgentCommand.Verb.START, List.of()));
            }
            boolean stopped = agent.run();
            agent.journal().event("agent", stopped ? "ended, and so did the programs" : "ended; the programs run on");
            Files.deleteIfExists(slot.agentFile());
            return 0;
        }
    }

    private static ApiServer open(SlotFolder slot, Agent agent, LiveLog log, AgentWorld world, String token)
            throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        int wanted = slot.node().map(NodeConfig::ports).orElse(Map.of()).getOrDefault("agent", 0);
        AgentApi face = new AgentApi(agent, log, world.clock());
        try {
            return new ApiServer(new InetSocketAddress(loopback, wanted), token, face);
        } catch (BindException e) {
            // Somebody took the port while no agent was here; any other will do.
            return new ApiServer(new InetSocketAddress(loopback, 0), token, face);
        }
    }

    private static String token(SlotFolder slot) throws IOException {
        Optional<String> kept = Whole.read(slot.tokenFile());
        if (kept.isPresent()) {
            return kept.get().strip();
        }
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
