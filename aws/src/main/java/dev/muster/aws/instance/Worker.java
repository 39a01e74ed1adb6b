package dev.muster.aws.instance;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Does its jobs in turn. Whatever becomes of one, the others and the agent go on. */
final class Worker implements AutoCloseable {
    private static final int STEP_MS = 250;
    private static final int LAST_MS = 8_000;

    private final Map<Job, Turn> jobs = new LinkedHashMap<>();
    private final Trouble trouble;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean ending;
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
            while (!ending) {
                round();
                Thread.sleep(STEP_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!Thread.interrupted()) {
            last();
        }
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
        ending = true;
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
