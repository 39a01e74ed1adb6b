package dev.muster.cli.command;

import dev.muster.aws.calls.OperatorPolicy;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.OperatorRights;
import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.Synth;
import dev.muster.aws.template.Fields;
import dev.muster.aws.template.TemplateJson;
import dev.muster.cli.world.Context;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.SpecReader.Resolved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The policy that an operator of a deployment needs. */
@Command(
        name = "policy",
        description = "The least IAM policy with which plan, up, status, down and the daily commands of one deployment"
                + " work, as JSON. Makes no AWS call.",
        footer = "example: muster aws policy -f examples/bitcoin-ha.yaml > operator.json",
        mixinStandardHelpOptions = true)
public final class AwsPolicy implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "SPEC", description = "a spec's path; ./muster.yaml")
    @Nullable String word;

    @Mixin
    SpecOptions spec = new SpecOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "write it into this folder instead, in files each short enough for a managed policy")
    @Nullable Path folder;

    public AwsPolicy(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Resolved resolved = spec.readForAws(context, word, "a policy");
        Picks picks = Picks.of(resolved.spec(), resolved.blueprint());
        OperatorPolicy policy = OperatorRights.policy(
                picks, new Synth(new AwsFacts(), NodeFiles.NONE).stacks(resolved.spec(), resolved.blueprint()));
        if (folder == null) {
            context.console().out().print(TemplateJson.pretty(policy.document()));
        } else {
            write(folder, policy.parts());
        }
        tell(picks.aws(), policy);
        return 0;
    }

    private void write(Path into, List<Fields> parts) throws IOException {
        Files.createDirectories(into);
        for (int i = 0; i < parts.size(); i++) {
            Path file = into.resolve("operator-" + (i + 1) + ".json");
            Files.writeString(file, TemplateJson.pretty(parts.get(i)));
            context.console().data(file.toString());
        }
    }

    /** What the policy leaves open, and how the spec closes it. */
    private void tell(AwsSpec aws, OperatorPolicy policy) {
        int parts = policy.parts().size();
        if (folder == null && parts > 1) {
            context.console()
                    .say("longer than the " + OperatorPolicy.MOST_CHARACTERS
                            + " characters of a managed policy: -o DIR writes it in " + parts);
        }
        if (aws.account().isEmpty()) {
            context.console().say("for any account: write account: in the block aws of the spec to name one");
        }
        if (aws.permissionsBoundary().isEmpty() && aws.instanceRole().isEmpty()) {
            context.console()
                    .say("it makes the nodes' roles, and who makes a role can give it any right: write"
                            + " permissions-boundary: or instance-role: in the block aws to close that");
        }
    }
}
