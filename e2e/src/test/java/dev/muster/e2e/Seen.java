package dev.muster.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** What tests of faults look at, and how they wait for it. */
final class Seen {
    /** The label of {@link #chain}. */
    static final String CHAIN = "hash of the newest block before";

    private Seen() {}

    static boolean is(JsonNode report, String state) {
        return report.path("state").asText().equals(state);
    }

    /** In sync, and a load balancer would send it requests. */
    static boolean healthy(JsonNode report) {
        return is(report, "in-sync") && report.path("health").path("code").asInt() == 200;
    }

    static long pid(JsonNode report) {
        return report.path("services").path(0).path("pid").asLong();
    }

    static long height(JsonNode report) {
        return report.path("height").asLong();
    }

    static String reason(JsonNode report) {
        return report.path("reason").asText();
    }

    static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** The whole chain up to a height: a block's hash holds that of the one before. */
    static Callable<String> chain(Muster muster, String deployment, long height) {
        return () -> {
            Muster.until("the node answers", Duration.ofSeconds(20), () -> answers(muster, deployment, height));
            return muster.api(deployment, 1).rpc("getblockhash", height).asText();
        };
    }

    private static boolean answers(Muster muster, String deployment, long height) {
        try {
            muster.api(deployment, 1).rpc("getblockhash", height);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for an event with these words that was not there before; tells it. */
    static String event(Muster muster, String deployment, String words, int seconds) throws Exception {
        String[] found = {""};
        Muster.until("event: " + words, Duration.ofSeconds(seconds), () -> {
            found[0] = said(muster, deployment, words);
            return !found[0].isEmpty();
        });
        return found[0];
    }

    private static String said(Muster muster, String deployment, String words) {
        try {
            return muster.api(deployment, 1).events().stream()
                    .map(event -> event.path("message").asText())
                    .filter(message -> message.contains(words))
                    .reduce("", (_, last) -> last);
        } catch (IOException e) {
            return "";
        }
    }

    /** The folder in a slot in which a file or folder of this name lies. */
    static Path folderOf(Path slot, String name) throws IOException {
        try (Stream<Path> files = Files.walk(slot, 4)) {
            return files.filter(file -> file.endsWith(name))
                    .findFirst()
                    .orElseThrow()
                    .resolveSibling(".")
                    .normalize();
        }
    }

    static void tool(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + said);
        }
    }
}
