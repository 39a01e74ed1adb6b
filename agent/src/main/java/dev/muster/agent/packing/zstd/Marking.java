package dev.muster.agent.packing.zstd;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Sealed;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the mark that is asked for, at the first place where it can. From the first block that begins after the asking on
 * it keeps what is given; when that is a whole window it reads the sequences of blocks until three offsets are known, which
 * mostly are one or two, and compares their length with what libzstd gave.
 */
final class Marking implements Tap.Stops {
    /** If so many blocks did not tell the offsets, ... */
    private static final int READ = 128;

    /** ... so many pass before others are read. */
    private static final int PAUSE = 1024;

    private final BooleanSupplier asked;
    private final Consumer<Mark> give;
    private @Nullable Frame frame;
    private @Nullable Window window;
    private int blocks;
    private long given;
    private long before;

    /** @param given bytes before the place where the stream begins */
    Marking(long given, BooleanSupplier asked, Consumer<Mark> give) {
        this.given = given;
        this.asked = asked;
        this.give = give;
    }

    @Override
    public boolean wanted() {
        return asked.getAsBoolean();
    }

    /** These were given. */
    void gave(byte[] from, int offset, int length) {
        given += length;
        if (window != null) {
            window.add(from, offset, length);
        }
    }

    @Override
    public void at(Scan place, Ahead ahead) throws IOException {
        Frame of = place.frame();
        if (place.beforeFrame() || of == null) {
            give(place, State.betweenFrames());
        } else if (window == null || of != frame) {
            begin(of);
        } else {
            betweenBlocks(place, ahead, of, window);
        }
        before = given;
    }

    private void begin(Frame of) {
        frame = of;
        blocks = 0;
        window = of.markable() ? new Window((int) of.head().windowSize()) : null;
    }

    private void betweenBlocks(Scan place, Ahead ahead, Frame of, Window kept) throws IOException {
        if (!of.gave(given - before)) {
            of.distrust();
        }
        if (!of.markable()) {
            window = null;
        } else if (kept.full()) {
            of.readAll(blocks++ % (READ + PAUSE) < READ);
            Optional<InForce> inForce = of.sayable(ahead);
            if (inForce.isPresent()) {
                within(place, of, inForce.get(), kept);
            }
        }
    }

    private void within(Scan place, Frame of, InForce inForce, Window kept) {
        try {
            give(place, State.within(of.head(), inForce, kept));
            of.readAll(false);
        } catch (UnreadableException e) {
            of.distrust();
        }
    }

    private void give(Scan place, byte[] state) {
        window = null;
        give.accept(Sealed.mark(place.position(), given, state));
    }
}
