package dev.muster.core.state;

import java.util.ArrayList;
import java.util.List;

/** The last samples of a height, at most a few hundred however long they reach back. */
final class Points {
    private static final int MOST = 600;
    private static final int PARTS = 5;
    private static final long LEAP_LEAST = 1000;
    private static final int LEAP_TIMES = 20;

    private final List<Point> points = new ArrayList<>();

    /** @param t seconds from any origin */
    record Point(double t, long height) {}

    void add(Point next) {
        if (!points.isEmpty()) {
            Point before = points.getLast();
            if (next.t() <= before.t()) {
                points.removeLast();
            } else if (leap(next.height() - before.height())) {
                points.clear();
            } else if (standsStill() && points.size() > 1) {
                points.subList(0, points.size() - 1).clear();
            }
        }
        points.add(next);
        thin();
    }

    /** An import or a reset rather than a sync: it says nothing about the rate. */
    private boolean leap(long gain) {
        long most = 0;
        for (int i = 1; i < points.size(); i++) {
            most = Math.max(most, points.get(i).height() - points.get(i - 1).height());
        }
        boolean up = most > 0 && points.size() > 3 && gain >= LEAP_LEAST && gain > LEAP_TIMES * most;
        return up || gain < -Progress.ROLLBACK;
    }

    /** The time before the first block is no part of a rate. */
    private boolean standsStill() {
        return points.getFirst().height() == points.getLast().height();
    }

    private void thin() {
        if (points.size() > MOST) {
            for (int i = MOST / 2; i > 0; i -= 2) {
                points.remove(i);
            }
        }
    }

    /** Forgets what lies further back than so many seconds. */
    void keep(double seconds) {
        int first = from(seconds);
        points.subList(0, Math.min(first, Math.max(0, points.size() - 2))).clear();
    }

    /** The last one at or before the window's start, so that sparse samples fill it; else the first of all. */
    private int from(double window) {
        double start = points.isEmpty() ? 0 : points.getLast().t() - window;
        int low = 0;
        int high = points.size();
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (points.get(middle).t() <= start) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Blocks a second over the last so many seconds; 0 if it cannot be told. */
    double slope(double window) {
        return points.size() < 2 ? 0 : slope(points.get(from(window)), points.getLast());
    }

    private static double slope(Point a, Point b) {
        return b.t() > a.t() ? Math.max(0, (b.height() - a.height()) / (b.t() - a.t())) : 0;
    }

    /** How uneven the rate is within a window: standard deviation of its fifths over their mean, at most 2. */
    double spread(double window) {
        double length = Math.min(window, span());
        double mean = slope(length);
        double squares = 0;
        for (int part = 0; part < PARTS; part++) {
            double off = part(length, part) - mean;
            squares += off * off / PARTS;
        }
        return mean > 0 ? Math.min(2, Math.sqrt(squares) / mean) : 2;
    }

    private double part(double length, int part) {
        Point from = points.get(from(length * (part + 1) / PARTS));
        Point to = points.get(part == 0 ? points.size() - 1 : from(length * part / PARTS));
        return slope(from, to);
    }

    double span() {
        return points.size() < 2 ? 0 : points.getLast().t() - points.getFirst().t();
    }

    int size() {
        return points.size();
    }

    void clear() {
        points.clear();
    }
}
