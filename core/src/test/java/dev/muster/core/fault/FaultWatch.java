package dev.muster.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes down one fault while its test goes on: what was told and when, the data before and after, the time until all was
 * well again. The row is written last, so that a test that fails leaves none.
 */
public final class FaultWatch {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String area;
    private final String fault;
    private final String test;
    private String how;
    private Callable<Instant> clock = () -> Instant.EPOCH.plusNanos(System.nanoTime());
    private String data = "";
    private Callable<? extends @Nullable String> hash = () -> null;
    private @Nullable String before;
    private Instant begin = Instant.EPOCH;
    private String told = "";
    private double toldAfter = Double.NaN;
    private long toldWithin;

    private FaultWatch(String area, String fault, String how) {
        this.area = area;
        this.fault = fault;
        this.how = how;
        this.test = StackWalker.getInstance()
                .walk(frames -> frames.filter(FaultWatch::ofTest).reduce((_, outer) -> outer))
                .map(FaultWatch::name)
                .orElseThrow(() -> new AssertionError("only a test may write a row, in a thread that begins in it"));
    }

    /** Of the test's method, also in a thread that begins with a lambda in it. */
    private static String name(StackFrame frame) {
        return frame.getClassName().replaceFirst(".*\\.", "") + "."
                + frame.getMethodName().replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
    }

    private static boolean ofTest(StackFrame frame) {
        return frame.getClassName().endsWith("Test");
    }

    /** Begins a row. */
    public static FaultWatch of(String area, String fault, String how) {
        return new FaultWatch(area, fault, how);
    }

    /** Seconds are those of this clock, and the row says so. */
    public FaultWatch handedIn(InstantSource time) {
        clock = time::instant;
        how += " (time handed in)";
        return this;
    }

    /** What must be the same before and after; hashed at once for the first time. */
    public FaultWatch data(String what, Callable<String> of) throws Exception {
        return data(what, of.call(), of);
    }

    /** The same where the hash before is known otherwise. */
    public FaultWatch data(String what, String known, Callable<String> of) {
        data = what;
        hash = of;
        before = known;
        return this;
    }

    /** The fault is there, from now on. */
    public FaultWatch injected() throws Exception {
        begin = clock.call();
        return this;
    }

    /** Muster tells of it. */
    public FaultWatch told(String state, String said, String words, long withinSeconds) throws Exception {
        assertThat(said).as(fault).contains(words);
        toldAfter = seconds();
        toldWithin = withinSeconds;
        told = "`" + state + "`" + (words.isEmpty() ? "" : ": " + words);
        return this;
    }

    /** Whether it has been told of. */
    public boolean isTold() {
        return !told.isEmpty();
    }

    /** The fault has been taken away: now it is to recover. */
    public FaultWatch mended() throws Exception {
        return injected();
    }

    /** All is well again: the row is judged and written. */
    public void recovered(long withinSeconds) throws Exception {
        FaultRow row = new FaultRow(
                area,
                fault,
                how,
                told,
                toldAfter,
                toldWithin,
                data,
                before,
                hash.call(),
                seconds(),
                withinSeconds,
                test,
                FaultTable.build());
        System.out.println("fault: " + row.line());
        assertThat(toldAfter).as(fault + ": nothing was told of it").isNotNaN();
        assertThat(row.problems()).isEmpty();
        write(row);
    }

    private double seconds() throws Exception {
        return Duration.between(begin, clock.call()).toMillis() / 1e3;
    }

    private static void write(FaultRow row) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", FaultTable.FOLDER));
        String name = (row.area() + " " + row.fault()).replaceAll("[^A-Za-z0-9]+", "-") + ".json";
        Files.writeString(folder.resolve(name), MAPPER.writeValueAsString(row));
    }
}
