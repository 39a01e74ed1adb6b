package dev.muster.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.log.LiveLog.Part;
import dev.muster.agent.log.LogReader.Slice;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process writes is there once and in order, however often who puts it aside dies. */
class LiveLogTest {
    private static final int PARTS = 12;
    private static final int MOST_LINES = 300_000;
    private static final long PART = 10_000;

    @TempDir
    Path folder;

    /**
     * A writer that knows nothing, an agent that dies before or after a hole or in the middle of a copy, a reader that
     * follows.
     *
     * <p>Sabotage that turns it red: the file is cut to nothing instead of getting a hole; the hole is made before the
     * archive; a reader does not look again whether what it read has been put aside meanwhile.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyLineIsThereOnceAndInOrder(long seed) throws Exception {
        Path file = folder.resolve("node.log");
        Process writer = writer(file, 1, MOST_LINES);
        Random random = new Random(seed);
        Follower follower = new Follower(new LogReader(new LiveLog(file, PART, 1000)));
        Thread reading = Thread.ofPlatform().start(follower);
        int deaths = 0;
        LiveLog log = mortal(file, random);
        while (writer.isAlive()) {
            if (!ticked(log, random)) {
                deaths++;
                log = mortal(file, random);
            }
            if (deaths > 2 && log.parts().size() >= PARTS) {
                Files.writeString(folder.resolve("enough"), "");
            }
        }
        log = new LiveLog(file, PART, 1000);
        log.tick();
        follower.last = true;
        reading.join();
        int count = Integer.parseInt(Files.readString(folder.resolve("wrote")).strip());
        System.out.printf(
                "log: %d lines in %d parts, the agent died %d times%n",
                count, log.parts().size(), deaths);
        assertThat(writer.waitFor()).isZero();
        assertThat(deaths).isPositive();
        assertThat(log.parts()).hasSizeGreaterThan(3);
        assertThat(lines(log)).isEqualTo(expected(1, count));
        assertThat(follower.text.toString().lines().toList()).isEqualTo(expected(1, count));
    }

    /** Sabotage that turns it red: a new start of the program empties the file, or positions begin at 0 again. */
    @Test
    void aNewStartOfTheProgramLosesNothing() throws Exception {
        Path file = folder.resolve("node.log");
        LiveLog log = new LiveLog(file, PART, 1000);
        for (int start = 0; start < 3; start++) {
            log.beforeStart();
            Process writer = writer(file, 1 + start * 1000, (start + 1) * 1000);
            while (writer.isAlive()) {
                log.tick();
                Thread.sleep(5);
            }
            log.tick();
        }
        assertThat(lines(log)).containsExactlyElementsOf(expected(1, 3000));
    }

    /** Sabotage that turns it red: nothing is forgotten, or the hole is not made. */
    @Test
    void onlySoMuchIsKeptOnDisk() throws Exception {
        Path file = folder.resolve("node.log");
        LiveLog log = new LiveLog(file, PART, 3);
        Process writer = writer(file, 1, 20_000);
        while (writer.isAlive()) {
            log.tick();
            Thread.sleep(5);
        }
        // What it wrote after the last look, or all of it, if it was quicker than that.
        log.tick();
        assertThat(log.parts()).hasSizeLessThanOrEqualTo(3);
        assertThat(Files.size(file)).isGreaterThan(500_000);
        Process du = new ProcessBuilder("du", "-k", file.toString()).start();
        String used = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Long.parseLong(used.replaceFirst("\\s.*\\s*", ""))).isLessThan(300);
    }

    /** Reads along, as {@code muster logs -f} does in another process. */
    private static final class Follower implements Runnable {
        private final LogReader reader;
        private final StringBuilder text = new StringBuilder();
        private volatile boolean last;

        private Follower(LogReader reader) {
            this.reader = reader;
        }

        @Override
        public void run() {
            try {
                long next = 0;
                for (boolean end = false; !end; ) {
                    boolean complete = last;
                    Slice slice = reader.from(next);
                    text.append(slice.text());
                    end = complete && slice.next() == next;
                    next = slice.next();
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** A shell that appends numbered lines, as programs do whose output an agent opened with O_APPEND. */
    private Process writer(Path file, int from, int to) throws IOException {
        String script = """
                i=%d
                while [ $i -le %d ] && [ ! -e enough ]; do
                  echo "line $i of a node that has much to say"
                  i=$((i+1))
                done
                echo $((i-1)) > wrote
                """.formatted(from, to);
        return new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(Redirect.appendTo(file.toFile()))
                .start();
    }

    /** One that dies now and then where it gives space back: before, or after. */
    private static LiveLog mortal(Path file, Random random) {
        return new LiveLog(file, PART, 1000, (path, end) -> {
            if (random.nextInt(4) == 0) {
                throw new IOException("killed before the hole");
            }
            Hole.punch(path, end);
            if (random.nextInt(4) == 0) {
                throw new IOException("killed after the hole");
            }
        });
    }

    /** One tick; now and then the thread is interrupted, which ends the copy at whatever byte it is. */
    private static boolean ticked(LiveLog log, Random random) throws InterruptedException {
        Thread me = Thread.currentThread();
        int delay = random.nextInt(3) == 0 ? random.nextInt(400) : -1;
        Thread killer = delay < 0
                ? null
                : Thread.ofVirtual().start(() -> {
                    java.util.concurrent.locks.LockSupport.parkNanos(delay * 1000L);
                    me.interrupt();
                });
        try {
            log.tick();
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            if (killer != null) {
                while (killer.isAlive()) {
                    Thread.onSpinWait();
                }
            }
            Thread.interrupted();
        }
    }

    private static List<String> lines(LiveLog log) throws IOException {
        StringBuilder all = new StringBuilder();
        long end = 0;
        for (Part part : log.parts()) {
            assertThat(part.begin()).isEqualTo(end);
            end = part.end();
            all.append(Files.readString(part.file()));
        }
        byte[] rest = Files.readAllBytes(log.file());
        all.append(new String(rest, (int) end, rest.length - (int) end, StandardCharsets.UTF_8));
        return new ArrayList<>(all.toString().lines().toList());
    }

    private static List<String> expected(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj("line %d of a node that has much to say"::formatted)
                .toList();
    }
}
