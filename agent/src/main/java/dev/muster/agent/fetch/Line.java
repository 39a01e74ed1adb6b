package dev.muster.agent.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A connection to a part of a file that, when it is cut, is opened again where it stopped. For one thread. */
public final class Line implements AutoCloseable {
    private final Parts parts;
    private final RemoteFile file;
    private final OptionalLong end;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private Optional<Body> body = Optional.empty();
    private long at;
    private int inVain;

    Line(Parts parts, RemoteFile file, long at, OptionalLong end) {
        this.parts = parts;
        this.file = file;
        this.at = at;
        this.end = end.isPresent() ? end : file.total();
    }

    /**
     * Fills the array, or as much of it as there is up to the part's end.
     *
     * @return how much; less than the array holds only at the end
     * @throws ChangedException if the server has another file now
     * @throws dev.muster.core.problem.MusterException if the server refuses or patience ends
     */
    public int fill(byte[] into) throws IOException {
        int count = 0;
        while (count < into.length && !atEnd()) {
            try {
                Optional<ByteBuffer> next = next();
                if (next.isEmpty()) {
                    return count;
                }
                count += take(next.get(), into, count);
            } catch (CutException e) {
                again(Again.because(String.valueOf(e.getMessage())));
            } catch (InterruptedException e) {
                throw Transfer.interrupted(file.from(), e);
            }
        }
        return count;
    }

    private boolean atEnd() {
        return end.isPresent() && at >= end.getAsLong();
    }

    private int take(ByteBuffer from, byte[] into, int offset) {
        int length = Math.min(from.remaining(), into.length - offset);
        from.get(into, offset, length);
        at += length;
        inVain = 0;
        return length;
    }

    /** A buffer with bytes; empty at the end of a file whose size nobody told. */
    private Optional<ByteBuffer> next() throws CutException, IOException, InterruptedException {
        while (waiting.isEmpty() || !waiting.getFirst().hasRemaining()) {
            waiting.pollFirst();
            if (waiting.isEmpty()) {
                Body open = body();
                if (!waiting.isEmpty()) {
                    continue; // What followed the bytes that were passed over.
                }
                Optional<List<ByteBuffer>> piece = open.next(parts.silence());
                if (piece.isEmpty()) {
                    if (end.isEmpty()) {
                        return Optional.empty();
                    }
                    throw new CutException("the connection ended after byte " + at + " of " + end.getAsLong());
                }
                waiting.addAll(piece.get());
            }
        }
        return Optional.of(waiting.getFirst());
    }

    private Body body() throws CutException, IOException, InterruptedException {
        while (body.isEmpty()) {
            Body fresh = new Body();
            body = Optional.of(fresh);
            switch (parts.open(file, at, end, fresh)) {
                case Opened.Bytes(long skip) -> skip(fresh, skip);
                case Opened.Later(Again again) -> again(again);
                case Opened.Refused(String why) -> throw Parts.refused(file.from(), why);
            }
        }
        return body.get();
    }

    private void skip(Body fresh, long count) throws CutException, InterruptedException {
        for (long left = count; left > 0; ) {
            List<ByteBuffer> piece = fresh.next(parts.silence())
                    .orElseThrow(() -> new CutException("the connection ended before byte " + count));
            for (ByteBuffer buffer : piece) {
                int passed = (int) Math.min(left, buffer.remaining());
                buffer.position(buffer.position() + passed);
                left -= passed;
                waiting.add(buffer);
            }
        }
    }

    private void again(Again again) {
        close();
        parts.rest(file.from(), again, ++inVain);
    }

    @Override
    public void close() {
        body.ifPresent(Body::close);
        body = Optional.empty();
        waiting.clear();
    }
}
