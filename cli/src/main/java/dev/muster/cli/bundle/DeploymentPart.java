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

    private void slot(String below, SlotFolder slot) throws IOException {
        bundle.add(below + "node.json", slot.nodeFile());
        bundle.add(below + "report.json", slot.reportFile());
        bundle.add(below + "installed.json", slot.installedFile());
        bundle.add(
                below + "events.jsonl",
                new EventLog(slot.path().resolve("events"), AgentMain.EVENTS_MOST)
                        .tail(EVENTS).stream().map(Json::line).collect(Collectors.joining("\n")));
        for (Path log : logs(slot)) {
            List<String> lines = new LogReader(new LiveLog(log, Long.MAX_VALUE, Integer.MAX_VALUE)).last(LINES);
            bundle.add(below + "logs/" + log.getFileName(), String.join("\n", lines));
        }
    }

    private static List<Path> logs(SlotFolder slot) throws IOException {
        if (!Files.isDirectory(slot.logs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(slot.logs())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }
}
