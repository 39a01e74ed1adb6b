package dev.muster.cli.command;

import dev.muster.aws.operate.Sessions;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a way from a port of this machine to one of a node. */
@Command(
        description = "Opens a way from a port of this machine to one of a node's instance by Session Manager, until"
                + " Ctrl-C.",
        footer = "example: muster forward 8332 -d my-node/1",
        mixinStandardHelpOptions = true)
public final class Forward implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "PORT", description = "of the node; \"muster endpoint\" lists them")
    int port;

    @Option(names = "-d", paramLabel = "NAME[/SLOT]", description = "which node; the only one")
    @Nullable String name;

    @Option(names = "--local", paramLabel = "PORT", description = "of this machine; the same")
    @Nullable Integer local;

    @Mixin
    AwsOptions aws = new AwsOptions();

    private int code;

    public Forward(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int here = local == null ? port : local;
        if (port < 1 || port > 65_535 || here < 1 || here > 65_535) {
            throw MusterException.invalid("a port is a number from 1 to 65535", "");
        }
        AwsTargets targets = AwsTargets.only(context, aws, name, "forward");
        SessionPlugin plugin = SessionPlugin.find(context, "");
        targets.first(name, site -> {
            context.console()
                    .say("127.0.0.1:" + here + " leads to port " + port + " of "
                            + site.slot().name());
            code = plugin.run(site, new Sessions(site.cloud()).forward(site.slot(), port, here), aws);
        });
        return code;
    }
}
