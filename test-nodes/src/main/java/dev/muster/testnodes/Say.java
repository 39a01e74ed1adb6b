package dev.muster.testnodes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Lines on the console with a level and the time in front. */
public final class Say {
    private Say() {}

    public static void info(String message) {
        line("INFO", message);
    }

    public static void warn(String message) {
        line("WARN", message);
    }

    public static void error(String message) {
        line("ERROR", message);
    }

    private static synchronized void line(String level, String message) {
        System.out.println(level + " [" + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "] " + message);
        System.out.flush();
    }
}
