package dev.muster.aws.instance;

import dev.muster.agent.outlet.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Follows what becomes of the instance. {@code autoscaling/target-lifecycle-state} says Terminated before the group ends
 * it (docs.aws.amazon.com/autoscaling/ec2/userguide/retrieving-target-lifecycle-state-through-imds.html), {@code
 * spot/instance-action} two minutes before EC2 takes a spot instance back, "We recommend that you check for these
 * interruption notices every 5 seconds" (docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html;
 * both 2026-11-23). The node stops cleanly, then the agent ends, then {@link Leave} lets the volume and the instance go.
 */
final class LifeJob implements Job {
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** It is told and nothing is done about it. */
    private static final Duration ADVICE = Duration.ofMinutes(1);
    /** The hook waits 300 s for a sign (GroupPart), so that four may get lost. */
    private static final Duration BEAT = Duration.ofSeconds(60);

    private final Stage stage;
    private final Metadata metadata;
    private final Self self;
    private final LifeHook hook;
    private final Set<String> told = new HashSet<>();
    private boolean leaving;
    private boolean awaited = true;
    private Instant beaten = Instant.MIN;
    private Instant advised = Instant.MIN;

    LifeJob(Stage stage, Metadata metadata, Self self, LifeHook hook) {
        this.stage = stage;
        this.metadata = metadata;
        this.self = self;
        this.hook = hook;
    }

    @Override
    public String name() {
        return "the instance's life cannot be followed";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        String id = self.id();
        if (!leaving) {
            Optional<String> why = notice(now);
            if (why.isPresent()) {
                new Leaving(id, now.toString(), why.get()).write(stage.slot());
                stage.event("instance", why.get() + "; the node is stopped cleanly");
                stage.end(why.get());
                leaving = true;
            }
        }
        if (leaving && awaited && (!now.isBefore(beaten.plus(BEAT)) || now.isBefore(beaten))) {
            awaited = hook.beat(id);
            beaten = now;
        }
        return leaving ? Duration.ofSeconds(1) : LOOK;
    }

    /** Why the instance goes, once it is said. */
    private Optional<String> notice(Instant now) throws IOException {
        if (metadata.get("autoscaling/target-lifecycle-state")
                .filter("Terminated"::equals)
                .isPresent()) {
            return Optional.of("the instance is being terminated by its group");
        }
        Optional<String> spot = metadata.get("spot/instance-action");
        if (spot.isPresent()) {
            return Optional.of("EC2 takes the spot instance back: " + spot.get());
        }
        if (!now.isBefore(advised.plus(ADVICE)) || now.isBefore(advised)) {
            advised = now;
            metadata.get("events/recommendations/rebalance")
                    .filter(told::add)
                    .ifPresent(advice -> stage.event(
                            "instance", "EC2 says that the spot instance may soon be taken back: " + advice));
        }
        return Optional.empty();
    }
}
