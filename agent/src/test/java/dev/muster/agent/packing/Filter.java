package dev.muster.agent.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program that packs what it reads. */
public final class Filter {
    private Filter() {}

    /** @param command split at spaces */
    public static byte[] run(String command, byte[] input) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
        words.set(0, Needs.tool(words.getFirst()).toString());
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = Thread.ofVirtual().start(() -> write(process.getOutputStream(), input));
        byte[] output = process.getInputStream().readAllBytes();
        writer.join();
        assertThat(process.waitFor()).as(command).isZero();
        return output;
    }

    private static void write(OutputStream to, byte[] input) {
        try (to) {
            to.write(input);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
