package dev.muster.aws.front;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An AWS for the tests of one class: the emulator behind the strict front. It is a static field with
 * {@code @RegisterExtension}; fields of the test that are not static may ask it for its front.
 */
public final class StrictAws implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private final boolean emptied;
    private @Nullable Emulator emulator;
    private @Nullable Front front;

    private StrictAws(boolean emptied) {
        this.emptied = emptied;
    }

    /** One that has nothing when a test begins: no thing, no call, no fault that the test before has left. */
    public static StrictAws emptyBeforeEach() {
        return new StrictAws(true);
    }

    /** One that keeps what the tests of the class make. */
    public static StrictAws keptFromTestToTest() {
        return new StrictAws(false);
    }

    /** What programs talk to. */
    public Front front() {
        return there(front);
    }

    /** What a judge asks whose calls are not to be counted. */
    public Emulator emulator() {
        return there(emulator);
    }

    private static <T> T there(@Nullable T thing) {
        if (thing == null) {
            throw new IllegalStateException("AWS is there when the first test begins; is it a static field?");
        }
        return thing;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        Emulator started = Emulator.start();
        emulator = started;
        front = Front.before(started);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (emptied) {
            front().reset();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (front != null) {
            front.close();
        }
        if (emulator != null) {
            emulator.close();
        }
    }
}
