package dev.muster.cli;

import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what makes a shell complete commands, options and names. */
@Command(
        description = "Prints a script that makes your shell complete commands, options and names of deployments.",
        footer = {
            "example, for bash: muster completion bash > ~/.local/share/bash-completion/completions/muster",
            "example, for zsh:  muster completion zsh > \"${fpath[1]}/_muster\"",
            "example, for fish: muster completion fish > ~/.config/fish/completions/muster.fish"
        },
        mixinStandardHelpOptions = true)
final class Completion implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "bash|zsh|fish", description = "which shell")
    String shell = "";

    Completion(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (!shell.matches("bash|zsh|fish")) {
            throw MusterException.invalid("completion is there for bash, zsh and fish, not for \"" + shell + "\"", "");
        }
        try (InputStream script = Completion.class.getResourceAsStream("/completion/muster." + shell)) {
            if (script == null) {
                throw new IllegalStateException("the program lacks the script of " + shell);
            }
            context.console().out().print(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        return 0;
    }
}
