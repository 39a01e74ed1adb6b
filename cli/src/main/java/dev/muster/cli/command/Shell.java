package dev.muster.cli.command;

import dev.muster.aws.operate.RunCommand;
import dev.muster.aws.operate.Sessions;
import dev.muster.aws.operate.Slot;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a shell on the instance of a node. */
@Command(
        description =
                "Opens a shell on the instance of a node by Session Manager, without an open port or a key; or runs"
                        + " one command there as root, by Run Command.",
        footer = "example: muster shell my-node/1 --command 'df -h /data'",
        mixinStandardHelpOptions = true)
public final class Shell implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a node; the first of the deployment")
    @Nullable String name;

    @Option(names = "--command", paramLabel = "LINE", description = "run this line of shell and end")
    @Nullable String command;

    @Mixin
    AwsOptions aws = new AwsOptions();

    private int code;

    public Shell(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AwsTargets targets = AwsTargets.only(context, aws, name, "shell");
        String line = command;
        if (line == null) {
            SessionPlugin plugin = SessionPlugin.find(context, "\n  --command LINE runs a line without it");
            targets.first(name, site -> code = plugin.run(site, new Sessions(site.cloud()).shell(site.slot()), aws));
        } else {
            targets.first(name, site -> code = run(targets, site, line));
        }
        return code;
    }

    private int run(AwsTargets targets, AwsSite site, String line) throws InterruptedException {
        Slot slot = site.slot();
        RunCommand.Said said = new RunCommand(site.cloud(), targets.pace()).run(slot, line);
        context.console().out().print(said.out());
        context.console().err().print(said.err());
        if (said.cut()) {
            context.console().say("what came after " + RunCommand.MOST_OUTPUT + " characters is not passed on");
        }
        if (said.code() != 0) {
            throw MusterException.failed("the line ended with exit code " + said.code() + " on " + slot.name(), "");
        }
        return 0;
    }
}
