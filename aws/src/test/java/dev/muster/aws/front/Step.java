package dev.muster.aws.front;

import java.io.IOException;

/** What happens next to a stack. */
sealed interface Step {
    /** An event is told; of the stack itself it changes its status. */
    record Tell(String logicalId, String type, String status, String reason) implements Step {}

    /** A group waits for the start of its nodes. */
    record Await(String logicalId, String type, int count, String verb) implements Step {}

    /** Something is really done in the emulator. */
    record Do(Work work) implements Step {}

    /** Work that may fail for want of a connection. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }
}
