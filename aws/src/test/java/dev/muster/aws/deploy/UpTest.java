package dev.muster.aws.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.aws.synth.Synth;
import dev.muster.core.problem.MusterException;
import dev.muster.core.progress.Progress;
import dev.muster.core.progress.ProgressEvent;
import dev.muster.core.progress.ProgressEvent.Kind;
import dev.muster.core.spec.SpecReader.Resolved;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans carried out before the strict front. Sabotage: a change set without a token; an up that never says "done". */
class UpTest {
    private static Emulator emulator;
    private static Front front;

    private final List<ProgressEvent> events = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.start();
        front = Front.before(emulator);
    }

    @AfterAll
    static void stop() {
        front.close();
        emulator.close();
    }

    @BeforeEach
    void empty() throws Exception {
        front.reset();
    }

    private static AwsTarget target(URI address) {
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL", address.toString());
        Pace pace = new Pace(Duration.ofMillis(5), Duration.ofMillis(20));
        return new AwsTarget(new Access(Optional.empty(), Optional.empty(), environment), InstantSource.system(), pace);
    }

    private void up(Resolved resolved) throws InterruptedException {
        up(resolved, front.uri());
    }

    private void up(Resolved resolved, URI address) throws InterruptedException {
        var plans =
                new Synth(new AwsFacts(), new BlueprintFiles(resolved)).stacks(resolved.spec(), resolved.blueprint());
        AwsTarget target = target(address);
        Prospect prospect = target.look(resolved.spec(), plans);
        Progress progress = Progress.root(events::add, InstantSource.system(), "demo");
        target.up(resolved.spec(), prospect, progress, true, Onlooker.NOBODY);
    }

    /** Sabotage: following waits for an event that never comes. */
    @Test
    void anExecutionThatNeverBeginsIsSaidAndTheNextUpGoesOn() throws Exception {
        Rule lost = Faults.lost("cloudformation", "ExecuteChangeSet");
        front.with(lost);
        assertThatThrownBy(() -> up(Specs.read("single")))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("has not begun (REVIEW_IN_PROGRESS)");
        front.without(lost);
        up(Specs.read("single"));
        assertThat(told(Kind.DONE)).contains("deployment demo: done");
    }

    /** The bare emulator tells no outputs of a stack; somebody else's stack of that name has others. */
    @Test
    void aBucketsStackThatNamesNoBucketIsSaid() {
        assertThatThrownBy(() -> up(Specs.read("single"), emulator.uri()))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("the stack MusterAssets in")
                .hasMessageContaining("names no bucket");
    }

    private List<String> told(Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(ProgressEvent::text)
                .toList();
    }

    @Test
    void aSingleNodeComesUpAndTheSecondUpChangesNothing() throws Exception {
        up(Specs.read("single"));
        assertThat(told(Kind.DONE))
                .contains(
                        "Bucket with configuration, reports and datasets",
                        "Node demo/1: started",
                        "deployment demo: done");
        assertThat(told(Kind.ADVANCED)).contains("Node demo/1: started");
        assertThat(front.calls("ExecuteChangeSet")).hasSize(2);
        events.clear();
        up(Specs.read("single"));
        assertThat(told(Kind.DONE))
                .contains("bucket of the region: nothing to change", "deployment demo: nothing to change");
        assertThat(front.calls("ExecuteChangeSet"))
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.value("ClientRequestToken")).isPresent());
        assertThat(front.calls("CreateChangeSet"))
                .extracting(Call::values)
                .allSatisfy(values -> assertThat(values).containsKey("ClientToken"));
    }
}
