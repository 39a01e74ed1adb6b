package dev.muster.aws.synth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The two scripts of a first boot. */
enum BootScript {
    /** In the launch template; never changes. */
    FIRST("user-data.sh"),
    /** In the bucket; may change with every build. */
    NEXT("boot.sh");

    private final String text;

    BootScript(String name) {
        this.text = read(name);
    }

    String text() {
        return text;
    }

    private static String read(String name) {
        try (InputStream in = BootScript.class.getResourceAsStream("/dev/muster/aws/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
