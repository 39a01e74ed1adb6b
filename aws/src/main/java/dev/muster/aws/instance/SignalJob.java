package dev.muster.aws.instance;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.outlet.Stage;
import dev.muster.aws.cloud.Objects;
import dev.muster.aws.cloud.Query;
import dev.muster.aws.cloud.QueryException;
import dev.muster.core.report.NodeReport;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Says to the stack that the node has started, or that it never will: once in each boot. A stack that waits for nothing
 * answers ValidationError, as it does to each signal but the first boot's.
 */
final class SignalJob implements Job {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration NEVER = Duration.ofDays(365);

    private final Stage stage;
    private final Here here;
    private final Self self;
    private final Query cloudFormation;
    private final Objects bucket;
    private final Path bootId;

    /** @param bootId the kernel's file with another text after each start of the machine */
    SignalJob(Stage stage, Here here, Self self, Query cloudFormation, Objects bucket, Path bootId) {
        this.stage = stage;
        this.here = here;
        this.self = self;
        this.cloudFormation = cloudFormation;
        this.bucket = bucket;
        this.bootId = bootId;
    }

    @Override
    public String name() {
        return "the stack cannot be told whether the node has started";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        String boot = Files.readString(bootId).strip();
        Path done = stage.slot().run().resolve("signalled");
        if (Whole.read(done).map(String::strip).filter(boot::equals).isPresent()) {
            return NEVER;
        }
        Optional<NodeReport> report = stage.report();
        if (report.isPresent() && report.get().state().started()) {
            signal("SUCCESS");
        } else if (report.isPresent() && report.get().state() == NodeState.FAILED) {
            // The report first: a stack that rolls back takes the instance along.
            explain(now, report.get());
            signal("FAILURE");
        } else {
            return LOOK;
        }
        Whole.write(done, boot + "\n");
        return NEVER;
    }

    private void explain(Instant now, NodeReport report) throws IOException {
        Map<String, String> why = Map.of("at", now.toString(), "instanceId", self.id(), "reason", report.reason());
        bucket.put(here.failedKey(), "application/json", Json.line(why).getBytes(StandardCharsets.UTF_8));
    }

    private void signal(String status) throws IOException {
        try {
            cloudFormation.call(
                    "SignalResource",
                    Map.of(
                            "StackName",
                            here.stack(),
                            "LogicalResourceId",
                            here.resource(),
                            "UniqueId",
                            self.id(),
                            "Status",
                            status));
            stage.event("cloud", "the stack " + here.stack() + " was signalled " + status);
        } catch (QueryException e) {
            if (!e.code().equals("ValidationError")) {
                throw e;
            }
        }
    }
}
