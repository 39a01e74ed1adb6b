package dev.muster.core.state;

import org.jspecify.annotations.Nullable;

/** How fast the tip grows; what is found out about it all at once is no growth. */
final class TipSpeed {
    private static final long AT_ONCE = 50;
    private static final double MEMORY = 3600;

    private double start = Double.NaN;
    private double now;
    private double grown;
    private @Nullable Long before;

    void add(double t, @Nullable Long tip) {
        if (tip == null) {
            return;
        }
        start = Double.isNaN(start) ? t : start;
        now = t;
        long gain = before == null ? 0 : tip - before;
        grown += gain > 0 && gain < AT_ONCE ? gain : 0;
        before = tip;
        if (now - start > MEMORY) {
            start = (start + now) / 2;
            grown /= 2;
        }
    }

    /** Blocks a second; 0 before it was seen to grow for a few seconds. */
    double perSecond() {
        return now - start >= 5 ? grown / (now - start) : 0;
    }

    void clear() {
        start = Double.NaN;
        grown = 0;
        before = null;
    }
}
