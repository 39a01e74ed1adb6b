package dev.muster.aws.instance;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Does its jobs in turn. Whatever becomes of one, the others and the agent go on. */
final class Worker implements AutoCloseable {
    /** A clock that is set must not keep a job waiting, nor a job that has more to do the others. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final int LAST_MS = 8_000;

    private final Map<Job, Turn> jobs = new LinkedHashMap<>();
    private final Trouble trouble;
    private final InstantSource clock;
    private final Thread thread;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile boolean over;

    Worker(String name, List<Job> jobs, Trouble trouble, InstantSource clock, RandomGenerator random) {
        jobs.forEach(job -> this.jobs.put(job, new Turn(random)));
        this.trouble = trouble;
        this.clock = clock;
        this.thread = new Thread(this::loop, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** One round: every job that is due. */
    void round() {
        jobs.forEach((job, turn) -> {
            if (!over && turn.isDue(clock.instant())) {
                turn(job, turn);
            }
        });
    }

    private void turn(Job job, Turn turn) {
        try {
            var pause = job.run(clock.instant());
            turn.worked(clock.instant(), pause);
            trouble.worked(job.name(), clock.instant());
        } catch (IOException | RuntimeException e) {
            turn.failed(clock.instant());
            trouble.failed(job.name(), clock.instant(), e);
        }
    }

    private void loop() {
        try {
            do {
                round();
            } while (!ending.await(pause().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!Thread.interrupted()) {
            last();
        }
    }

    private Duration pause() {
        Instant now = clock.instant();
        Duration next = jobs.values().stream()
                .map(turn -> turn.left(now))
                .min(Comparator.naturalOrder())
                .orElse(LONGEST);
        return next.compareTo(SHORTEST) < 0 ? SHORTEST : next.compareTo(LONGEST) > 0 ? LONGEST : next;
    }

    void last() {
        Instant now = clock.instant();
        jobs.keySet().forEach(job -> {
            try {
                if (!over) {
                    job.last(now);
                }
            } catch (IOException | RuntimeException e) {
                trouble.failed(job.name(), now, e);
            }
        });
    }

    /** Gives what is left a few seconds; the agent's end does not wait for AWS. */
    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join(LAST_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A call that hangs may still end; no other is begun.
        over = true;
        thread.interrupt();
    }
}
