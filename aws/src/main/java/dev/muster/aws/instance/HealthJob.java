package dev.muster.aws.instance;

import dev.muster.agent.outlet.Stage;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Tries the disk now and then, and gives the instance up when {@link GiveUp} says so. */
final class HealthJob implements Job {
    private static final Duration EACH = Duration.ofSeconds(30);

    private final Stage stage;
    private final Self self;
    private final LifeHook hook;
    private final Path probe;
    private final GiveUp giveUp = new GiveUp();
    private boolean decided;

    /** @param folder where the node's data is */
    HealthJob(Stage stage, Self self, LifeHook hook, Path folder) {
        this.stage = stage;
        this.self = self;
        this.hook = hook;
        this.probe = folder.resolve(".muster-write");
    }

    @Override
    public String name() {
        return "the instance cannot be given up";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        Optional<NodeReport> report = stage.report();
        if (!decided && report.isPresent() && giveUp.decide(now, report.get().state(), broken())) {
            stage.event("instance", "the disk takes no writes any more; the instance is given up for another one");
            decided = true;
        }
        if (decided) {
            hook.giveUp(self.id());
            decided = false;
        }
        return EACH;
    }

    /** Full is not broken, and what is not there cannot be tried. */
    private boolean broken() {
        Path folder = probe.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return false;
        }
        try {
            Files.writeString(probe, "");
            Files.delete(probe);
            return false;
        } catch (IOException e) {
            // What strerror says of EROFS and EIO, glibc 2.41 (2026-11-23).
            String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            return why.contains("read-only file system") || why.contains("input/output error");
        }
    }
}
