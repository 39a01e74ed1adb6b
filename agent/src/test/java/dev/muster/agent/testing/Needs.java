package dev.muster.agent.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. Where continuous integration runs ({@code CI=true}) it must be there, and the test
 * fails if it is not; on a developer's machine the test is skipped and says what is missing.
 */
public final class Needs {
    private Needs() {}

    /** A program on the PATH. */
    public static Path tool(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Arrays.stream(path.split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing("the program " + name));
    }

    /** Root. */
    public static void root() {
        that("root".equals(System.getProperty("user.name")), "root");
    }

    /** Anything else that can be told by a condition. */
    public static void that(boolean isThere, String what) {
        if (!isThere) {
            throw missing(what);
        }
    }

    private static RuntimeException missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            return Assertions.fail("this test needs " + what + ", which continuous integration must provide");
        }
        return Assumptions.abort("skipped: this machine lacks " + what);
    }
}
