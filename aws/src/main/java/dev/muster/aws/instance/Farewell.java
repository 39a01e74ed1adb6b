package dev.muster.aws.instance;

import dev.muster.agent.files.Whole;
import dev.muster.agent.outlet.Outlet.Opened;
import dev.muster.agent.outlet.Stage;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens when systemd ends the agent, at the latest when the machine goes down: the programs stop first. An agent
 * that crashes comes to none of this, and its programs run on.
 */
final class Farewell implements Opened {
    /** As the unit has it. */
    private static final int MOST_MINUTES = 15;

    private final Stage stage;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::asked, "farewell");

    Farewell(Stage stage) {
        this.stage = stage;
    }

    Farewell attach() {
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    private void asked() {
        if (ended.getCount() == 0) {
            return;
        }
        try {
            run();
        } catch (IOException e) {
            stage.event("trouble", "the next agent will not start the node by itself: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the programs and waits for it; what ran is to run again after the next start. */
    void run() throws IOException, InterruptedException {
        boolean runs = stage.report()
                .filter(report -> report.state() != NodeState.STOPPED)
                .isPresent();
        if (runs) {
            Whole.write(stage.slot().startFile(), "");
        }
        stage.end("the agent was told to end");
        ended.await(MOST_MINUTES, TimeUnit.MINUTES);
    }

    /** The agent has ended, and with it the programs. */
    @Override
    public void close() {
        ended.countDown();
    }
}
