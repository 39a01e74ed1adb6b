package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.boot.Metadata;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.aws.front.StrictAws;
import dev.muster.core.state.NodeState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agent signals to the stack that waits for its node, by the calls that arrive.
 *
 * <p>Sabotage: SUCCESS is signalled while the node starts.
 */
class SignalTest {
    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Rule taken = new Taken();
    private Bench bench;
    private Front front;
    private Deck deck;

    @BeforeEach
    void fresh() throws Exception {
        bench = new Bench(AWS, folder);
        front = bench.front;
        deck = bench.deck;
        front.with(taken);
    }

    @AfterEach
    void gone() {
        bench.close();
    }

    @Test
    void aNodeThatHasStartedIsSignalledOnceInABoot() throws Exception {
        deck.tell(Reported.of(NodeState.STARTING, deck.instant()));
        deck.seconds(5);
        assertThat(front.calls("SignalResource")).isEmpty();
        deck.tell(Reported.of(NodeState.SYNCING, deck.instant()));
        deck.seconds(5);
        deck.restart();
        deck.seconds(20);
        assertThat(front.calls("SignalResource")).singleElement().satisfies(call -> {
            assertThat(call.value("Status")).contains("SUCCESS");
            assertThat(call.value("StackName")).contains("muster-demo");
            assertThat(call.value("LogicalResourceId")).contains("Slot1Group");
            assertThat(call.value("UniqueId")).contains(Metadata.INSTANCE);
        });
        Files.writeString(folder.resolve("boot_id"), "second\n");
        deck.restart();
        deck.seconds(5);
        assertThat(front.calls("SignalResource")).hasSize(2);
    }

    @Test
    void aNodeThatNeverStartedSaysWhyBeforeItSignals() throws Exception {
        deck.tell(Reported.of(NodeState.FAILED, deck.instant()));
        deck.seconds(5);
        Call report = front.calls().stream()
                .filter(call -> call.target().endsWith("reports/demo/1/boot-failed.json"))
                .findFirst()
                .orElseThrow();
        assertThat(Bench.MAPPER.readTree(report.body()).path("reason").asText()).isEqualTo("because");
        assertThat(front.calls("SignalResource")).singleElement().satisfies(call -> {
            assertThat(call.value("Status")).contains("FAILURE");
            assertThat(call.number()).isGreaterThan(report.number());
        });
    }

    @Test
    void aNodeThatFailsLaterSignalsNothing() throws Exception {
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.seconds(5);
        deck.tell(Reported.of(NodeState.FAILED, deck.instant()));
        deck.seconds(30);
        assertThat(front.calls("SignalResource")).hasSize(1);
    }

    @Test
    void aStackThatWaitsForNothingIsNoTrouble() throws Exception {
        front.without(taken);
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.seconds(60);
        assertThat(front.calls("SignalResource")).hasSize(1);
        assertThat(deck.told()).noneMatch(told -> told.contains("stack"));
    }
}
