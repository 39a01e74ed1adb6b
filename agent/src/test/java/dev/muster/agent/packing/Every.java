package dev.muster.agent.packing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Marks at all places where one is possible. */
public final class Every {
    /** Less than there is between two places. */
    private static final int SOME = 999;

    private Every() {}

    public static List<Mark> markOf(Format format, byte[] packed) throws IOException {
        List<Mark> marks = new ArrayList<>();
        try (MarkedStream stream = format.open(new ByteArrayInputStream(packed))) {
            byte[] some = new byte[SOME];
            do {
                stream.take().ifPresent(marks::add);
                stream.ask();
            } while (stream.read(some) >= 0);
            stream.take().ifPresent(marks::add);
        }
        return marks;
    }
}
