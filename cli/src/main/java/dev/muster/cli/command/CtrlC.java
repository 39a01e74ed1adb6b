package dev.muster.cli.command;

import dev.muster.aws.deploy.Onlooker;
import dev.muster.cli.render.ProgressOutput;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.cli.world.Signals;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What Ctrl-C means while AWS works: on a terminal it is asked for, between two calls; without one, and at a second
 * Ctrl-C, what was begun is left running.
 */
final class CtrlC implements Onlooker, AutoCloseable {
    private static final String LEAVE = "leave";

    private final Context context;
    private final ProgressOutput output;
    private final String again;
    private final Signals.Hold hold;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private boolean broken;
    private boolean asked;
    private boolean pausing;

    /** @param again the command that goes on watching */
    CtrlC(Context context, ProgressOutput output, String again) {
        this.context = context;
        this.output = output;
        this.again = again;
        this.hold = context.signals().hold(this::pressed);
    }

    /** In the thread of the signal; the work goes on meanwhile, and may hang in a call. */
    private void pressed() {
        Console console = context.console();
        synchronized (this) {
            if (asked) {
                answers.add(LEAVE);
                return;
            }
            boolean first = !broken;
            broken = true;
            notifyAll();
            if (console.terminal() && first) {
                if (!pausing) {
                    output.stepAside();
                    console.say("one moment; Ctrl-C again leaves it running");
                }
                return;
            }
        }
        output.stepAside();
        console.say(left().what());
        console.say("  " + left().advice());
        context.signals().end(Exit.INTERRUPTED.code());
    }

    private MusterException left() {
        return new MusterException(
                Exit.INTERRUPTED,
                "left running: AWS goes on with what was begun, though nobody looks on",
                "to go on watching: " + again);
    }

    @Override
    public synchronized void pause(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        pausing = true;
        try {
            for (long left = time.toMillis(); left > 0 && !broken; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } finally {
            pausing = false;
        }
    }

    @Override
    public synchronized boolean brokenIn() {
        return broken;
    }

    @Override
    public boolean cancels(Optional<String> cancel) throws InterruptedException {
        output.stepAside();
        set(true);
        try {
            ask(cancel);
            while (true) {
                String answer = answer(cancel.isPresent() ? "[c/l/K]" : "[l/K]");
                switch (answer.toLowerCase(Locale.ROOT)) {
                    case "l", LEAVE -> throw left();
                    case "", "k", "keep" -> {
                        return false;
                    }
                    case "c", "cancel" -> {
                        if (cancel.isPresent()) {
                            return true;
                        }
                    }
                    default -> {}
                }
            }
        } finally {
            set(false);
        }
    }

    private synchronized void set(boolean asking) {
        asked = asking;
        broken = false;
    }

    private void ask(Optional<String> cancel) {
        Console console = context.console();
        console.say("");
        console.say("AWS goes on by itself. What shall be done?");
        cancel.ifPresent(what -> console.say("  c  cancel: " + what));
        console.say("  l  leave it running and end here; Ctrl-C again does so too");
        console.say("  k  keep watching");
    }

    /** A thread of its own reads: nothing wakes who waits for a line, but Ctrl-C is an answer as well. */
    private String answer(String question) throws InterruptedException {
        answers.clear();
        Thread reader = new Thread(() -> answers.add(context.console().ask(question)), "answer");
        reader.setDaemon(true);
        reader.start();
        return answers.take();
    }

    @Override
    public void close() {
        hold.close();
    }
}
