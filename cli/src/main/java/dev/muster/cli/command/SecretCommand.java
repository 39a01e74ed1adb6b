package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsSecrets;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.value.Name;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Secrets of deployments on AWS. */
@Command(
        description = {
            "Writes, lists, rotates and deletes the secrets of a deployment on AWS. They lie in Secrets Manager,"
                    + " outside stacks; a value comes from a file or standard input, never from the command line."
        },
        footer = "example: muster secret set signer-key -d my-node --from key.txt",
        mixinStandardHelpOptions = true)
public final class SecretCommand implements Callable<Integer> {
    private final Context context;

    /** What to do. */
    enum Verb {
        SET,
        ROTATE,
        LIST,
        DELETE
    }

    @Parameters(index = "0", paramLabel = "set|list|rotate|delete", description = "what to do")
    Verb verb = Verb.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SECRET", description = "the secret's name")
    @Nullable String name;

    @Option(names = "-d", paramLabel = "NAME", required = true, description = "the deployment")
    String deployment = "";

    @Option(names = "--from", paramLabel = "FILE", description = "where the value is; - for standard input")
    @Nullable String from;

    @Option(names = "--yes", description = "ask nothing")
    boolean yes;

    @Mixin
    AwsOptions aws = new AwsOptions();

    public SecretCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Access access = aws.access(context);
        Name checked = new Name(deployment);
        for (Region region : new Places(context).regions(Optional.of(deployment), aws, access)) {
            try (Cloud cloud = Cloud.of(access, region)) {
                act(new AwsSecrets(cloud, checked.text()), new SecretRotation(context, cloud, checked));
            }
        }
        return 0;
    }

    private void act(AwsSecrets secrets, SecretRotation rotation) throws IOException, InterruptedException {
        Console console = context.console();
        switch (verb) {
            case LIST -> {
                List<AwsSecrets.Kept> all = secrets.list();
                all.forEach(one -> console.data(
                        one.name() + one.changed().map(at -> "  written " + at).orElse("")));
                if (all.isEmpty()) {
                    console.say(deployment + " has no secrets");
                }
            }
            case SET -> {
                secrets.set(named(), value());
                console.data(named() + " is set");
            }
            case ROTATE -> rotation.run(named(), from == null ? Optional.empty() : Optional.of(value()), yes);
            case DELETE -> {
                confirm();
                secrets.delete(named());
                console.data(named() + " is deleted; for 7 days \"muster secret set\" brings it back");
            }
        }
    }

    private String named() {
        String given = name;
        if (given == null) {
            throw MusterException.invalid(
                    "secret " + verb.name().toLowerCase(Locale.ROOT) + " needs the secret's name", "");
        }
        return given;
    }

    private String value() throws IOException {
        String where = from;
        if (where == null) {
            throw MusterException.invalid(
                    "secret set needs the value's place: --from FILE, or --from - for standard input",
                    "a value on the command line would be seen by everybody on this machine");
        }
        String text = where.equals("-")
                ? new String(context.console().in().readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(Path.of(where));
        if (text.isBlank()) {
            throw MusterException.invalid("the value is empty", "");
        }
        return text.strip();
    }

    private void confirm() {
        boolean typed = !yes
                && context.console().terminal()
                && named().equals(context.console().ask("Type its name to delete it:"));
        if (!yes && !typed) {
            throw new MusterException(Exit.UNCONFIRMED, "this deletes a secret", "if that is meant, add --yes");
        }
    }
}
