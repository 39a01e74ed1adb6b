package dev.muster.aws.instance;

import dev.muster.agent.outlet.Stage;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Tries the disk now and then, and gives the instance up when {@link GiveUp} says so. */
final class HealthJob implements Job {
    private static final Duration EACH = Duration.ofSeconds(30);

    private final Stage stage;
    private final Self self;
    private final LifeHook hook;
    private final BooleanSupplier broken;
    private final GiveUp giveUp = new GiveUp();
    private boolean decided;

    /** @param broken whether the disk takes no write */
    HealthJob(Stage stage, Self self, LifeHook hook, BooleanSupplier broken) {
        this.stage = stage;
        this.self = self;
        this.hook = hook;
        this.broken = broken;
    }

    @Override
    public String name() {
        return "the instance cannot be given up";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        Optional<NodeReport> report = stage.report();
        if (!decided && report.isPresent() && giveUp.decide(now, report.get().state(), broken.getAsBoolean())) {
            stage.event("instance", "the disk takes no writes any more; the instance is given up for another one");
            decided = true;
        }
        if (decided) {
            hook.giveUp(self.id());
            decided = false;
        }
        return EACH;
    }
}
