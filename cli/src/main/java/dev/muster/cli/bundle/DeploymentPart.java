package dev.muster.cli.bundle;

import dev.muster.agent.files.Json;
import dev.muster.agent.history.EventLog;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.log.LogReader;
import dev.muster.agent.run.AgentMain;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.local.DeploymentFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what is to be seen of a deployment into a bundle. Opens no file of secrets/, etc/ or run/. */
public final class DeploymentPart {
    private static final int EVENTS = 500;
    private static final int LINES = 400;

    private final Bundle bundle;

    public DeploymentPart(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Its spec, its record, and each slot. */
    public void add(DeploymentFolder deployment) throws IOException {
        String name = deployment.name();
        bundle.add(name + "/spec.yaml", deployment.specFile());
        bundle.add(name + "/deployment.json", deployment.path().resolve("deployment.json"));
        for (Map.Entry<Integer, SlotFolder> slot : deployment.slots().entrySet()) {
            slot(name + "/" + slot.getKey() + "/", slot.getValue());
        }
    }

    /**
     * The one slot of an instance, its spec, and what the instance's boot wrote.
     *
     * @param boot that log
     */
    public void add(SlotFolder slot, Path boot) throws IOException {
        bundle.add("spec.yaml", slot.deployment().resolve("spec.yaml"));
        slot("", slot);
        log("logs/boot.log", boot);
    }

    private void slot(String below, SlotFolder slot) throws IOException {
        for (Path file : List.of(slot.nodeFile(), slot.reportFile(), slot.installedFile())) {
            if (own(slot, file)) {
                bundle.add(below + file.getFileName(), file);
            }
        }
        Path events = slot.path().resolve("events");
        if (!Files.exists(events) || ownAll(slot, events)) {
            bundle.add(
                    below + "events.jsonl",
                    new EventLog(events, AgentMain.EVENTS_MOST)
                            .tail(EVENTS).stream().map(Json::line).collect(Collectors.joining("\n")));
        }
        for (Path log : logs(slot)) {
            log(below + "logs/" + log.getFileName(), log);
        }
    }

    private void log(String name, Path log) throws IOException {
        if (Files.isRegularFile(log)) {
            List<String> lines = new LogReader(new LiveLog(log, Long.MAX_VALUE, Integer.MAX_VALUE)).last(LINES);
            bundle.add(name, String.join("\n", lines));
        }
    }

    private static List<Path> logs(SlotFolder slot) throws IOException {
        if (!ownAll(slot, slot.logs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(slot.logs())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    /** A folder of files without a link among them. */
    private static boolean ownAll(SlotFolder slot, Path folder) throws IOException {
        if (!Files.isDirectory(folder) || !own(slot, folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.noneMatch(Files::isSymbolicLink);
        }
    }

    /**
     * Whether no link leads away from the slot's folder: on an instance it is root who reads here, and the node's user
     * who may write.
     */
    private static boolean own(SlotFolder slot, Path file) throws IOException {
        return Files.exists(file)
                && file.toRealPath()
                        .equals(slot.path().toRealPath().resolve(slot.path().relativize(file)));
    }
}
