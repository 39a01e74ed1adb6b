package dev.muster.core.report;

import dev.muster.core.value.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A node's report in words. */
public final class ReportText {
    private ReportText() {}

    /** One line: {@code syncing, 1,200 of 3,000, 40 blocks/s, about 45 s left}. */
    public static String line(NodeReport report) {
        List<String> words = new ArrayList<>();
        words.add(report.state().text());
        Long height = report.height();
        Long tip = report.tip();
        if (height != null) {
            words.add("height " + number(height) + (tip == null || tip <= height ? "" : " of " + number(tip)));
        }
        Double rate = report.rate();
        if (rate != null) {
            words.add("%.1f blocks/s".formatted(rate));
        }
        String eta = eta(report);
        if (!eta.isEmpty()) {
            words.add(eta);
        }
        if (height == null) {
            words.add(report.reason());
        }
        return String.join(", ", words);
    }

    /** How long until in sync: a range, or that it cannot be told yet; empty where there is nothing to wait for. */
    public static String eta(NodeReport report) {
        Long low = report.etaLowSeconds();
        Long high = report.etaHighSeconds();
        if (low != null && high != null) {
            String from = Span.text(Duration.ofSeconds(low));
            String to = Span.text(Duration.ofSeconds(high));
            return from.equals(to) ? "in sync in " + from : "in sync in " + from + " to " + to;
        }
        return report.state().text().equals("syncing") ? "time left cannot be told yet" : "";
    }

    /** {@code 1,234,567}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
