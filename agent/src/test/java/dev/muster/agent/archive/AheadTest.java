package dev.muster.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sabotage that turns it red: a failure is thrown before its bytes, or not; the lack of memory is thrown to nobody; close returns while its thread still reads. */
@Timeout(20)
class AheadTest {
    private static final int BUFFER = 1 << 18;

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Gives what it is asked for in pieces of any size. */
    private static InputStream inPieces(byte[] bytes) {
        Random random = new Random(1);
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, length == 0 ? 0 : 1 + random.nextInt(Math.min(length, 70_000)));
            }
        };
    }

    private static InputStream failing(Throwable why) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (why instanceof IOException e) {
                    throw e;
                }
                if (why instanceof Error e) {
                    throw e;
                }
                throw (RuntimeException) why;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BUFFER - 1, BUFFER, BUFFER + 1, 20 * BUFFER + 17})
    void theBytesAreThoseOfTheStream(int size) throws IOException {
        byte[] bytes = noise(size);
        try (Ahead ahead = new Ahead(inPieces(bytes))) {
            assertThat(inPieces(ahead.readAllBytes()).readAllBytes()).isEqualTo(bytes);
            assertThat(ahead.read()).as("the end stays the end").isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, BUFFER, 3 * BUFFER + 5})
    void aFailureComesAfterTheBytesBeforeIt(int size) throws IOException {
        for (Throwable why : new Throwable[] {
            new IOException("cut"), new IllegalStateException("gone"), new OutOfMemoryError("short")
        }) {
            byte[] bytes = noise(size);
            try (Ahead ahead = new Ahead(new SequenceInputStream(inPieces(bytes), failing(why)))) {
                assertThat(ahead.readNBytes(size)).isEqualTo(bytes);
                for (int again = 0; again < 2; again++) {
                    assertThatThrownBy(ahead::read).isSameAs(why);
                }
            }
        }
    }

    @Test
    void itIsAheadByAFewBuffersAndNoMore() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                asked.addAndGet(length);
                Arrays.fill(into, offset, offset + length, (byte) 0);
                return length;
            }
        };
        try (Ahead ahead = new Ahead(endless)) {
            assertThat(ahead.read()).isZero();
            Thread.sleep(Duration.ofMillis(200));
            assertThat(asked.get()).isBetween(2 * BUFFER, 9 * BUFFER);
        }
        int before = asked.get();
        Thread.sleep(Duration.ofMillis(50));
        assertThat(asked).as("nobody reads once it is closed").hasValue(before);
    }

    @Test
    void closingWaitsForAReadThatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                asked.countDown();
                long until = System.nanoTime() + Duration.ofMillis(200).toNanos();
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                return ended.incrementAndGet();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = (byte) read();
                return 1;
            }
        };
        Ahead ahead = new Ahead(slow);
        asked.await();
        ahead.close();
        assertThat(ended.get()).as("the read that was under way").isPositive();
    }

    @Test
    void closingDoesNotWaitForBytesThatNeverCome() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        InputStream silent = new InputStream() {
            @Override
            public int read() throws IOException {
                asked.countDown();
                try {
                    never.await();
                    return -1;
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }
        };
        Ahead ahead = new Ahead(silent);
        asked.await();
        ahead.close();
        assertThat(never.getCount()).isOne();
    }
}
