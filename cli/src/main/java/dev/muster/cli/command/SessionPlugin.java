package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.aws.operate.Sessions.Session;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The plugin that carries sessions of Session Manager: its arguments are those of awscli 1.45.11
 * ({@code customizations/sessionmanager.py}, 2026-11-23). The token goes by the environment, as the plugin takes it
 * since 1.2.536.0: arguments are seen by every user of the machine.
 */
final class SessionPlugin {
    private static final String NAME = "session-manager-plugin";
    private static final String PAGE =
            "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html";

    /** "Minimum plugin version required" on the page above (2026-11-23). */
    private static final int[] OLDEST = {1, 2, 764, 0};

    private static final String VARIABLE = "AWS_SSM_START_SESSION_RESPONSE";

    private final Context context;
    private final Path program;

    private SessionPlugin(Context context, Path program) {
        this.context = context;
        this.program = program;
    }

    /**
     * The plugin on the PATH.
     *
     * @param otherwise what to do without it
     * @throws MusterException of exit {@code NEEDS} if there is none, or one that AWS takes no more
     */
    static SessionPlugin find(Context context, String otherwise) throws IOException, InterruptedException {
        for (String folder : context.environment().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, NAME);
            if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                SessionPlugin plugin = new SessionPlugin(context, file);
                plugin.requireNew();
                return plugin;
            }
        }
        throw MusterException.needs(
                "there is no " + NAME + " on the PATH, which carries sessions", "get it: " + PAGE + otherwise);
    }

    private void requireNew() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        if (!ended || !newEnough(said)) {
            throw MusterException.needs(
                    program + " is of version " + (said.isEmpty() ? "unknown" : said)
                            + ", and AWS asks for 1.2.764.0 or newer",
                    "get it: " + PAGE);
        }
    }

    /** Whether a version is one that AWS takes. */
    static boolean newEnough(String version) {
        if (!version.matches("\\d{1,6}(\\.\\d{1,6}){0,3}")) {
            return false;
        }
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < OLDEST.length; i++) {
            int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part != OLDEST[i]) {
                return part > OLDEST[i];
            }
        }
        return true;
    }

    /**
     * Hands this terminal over to a session until it ends; Ctrl-C is the session's.
     *
     * @return the plugin's exit code
     */
    int run(AwsSite site, Session session, AwsOptions options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        program.toString(),
                        VARIABLE,
                        site.cloud().region().code(),
                        "StartSession",
                        options.profile == null ? "" : options.profile,
                        Json.line(session.request()),
                        site.cloud().address("ssm").toString()))
                .inheritIO();
        builder.environment().putAll(context.environment());
        builder.environment().put(VARIABLE, Json.line(session.response()));
        Process process = builder.start();
        // Ctrl-C reaches this process too: it waits for the plugin, which knows what to do with it.
        Thread waiting = new Thread(() -> process.onExit().join());
        Runtime.getRuntime().addShutdownHook(waiting);
        try {
            return process.waitFor();
        } finally {
            removed(waiting);
        }
    }

    private static void removed(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already, and so does the hook.
            return;
        }
    }
}
