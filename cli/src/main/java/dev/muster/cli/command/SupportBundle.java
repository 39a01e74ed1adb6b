package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.cli.bundle.Bundle;
import dev.muster.cli.bundle.DeploymentPart;
import dev.muster.cli.bundle.Redaction;
import dev.muster.cli.world.Context;
import dev.muster.local.DeploymentFolder;
import dev.muster.local.LocalStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Packs what somebody who helps needs to see. */
@Command(
        description = "Packs versions, the doctor's findings, reports, events, last log lines and specs into a zip,"
                + " with secrets taken out. Sends it to nobody. On AWS each node packs its own and hands it over by the"
                + " deployment's bucket, from which it is removed.",
        footer = "example: muster support-bundle litecoin -o for-you.zip",
        mixinStandardHelpOptions = true)
public final class SupportBundle implements Callable<Integer> {
    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME[/SLOT]",
            description = "a deployment, on AWS also one node of it; all of this machine")
    @Nullable String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to; ./muster-support.zip")
    Path output = Path.of("muster-support.zip");

    @Mixin
    NewFile target = new NewFile();

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = "--json", description = "say as JSON what is in it")
    boolean json;

    public SupportBundle(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        target.allow(output);
        Bundle bundle = new Bundle(Redaction.of(context.state()));
        bundle.add("about.txt", about(context));
        AwsTargets targets = new AwsTargets(context, aws);
        if (targets.meant(name)) {
            Map<String, String> silent = new AwsBundle(context, targets, bundle).pack(name);
            bundle.write(output);
            tell(bundle, Map.of("silent", silent));
        } else {
            here(bundle);
            bundle.write(output);
            tell(bundle, Map.of());
        }
        return 0;
    }

    private void here(Bundle bundle) throws IOException {
        bundle.add("doctor.json", Json.pretty(Map.of("checks", Doctor.json(Doctor.machine(context)))));
        List<Object> status = new ArrayList<>();
        for (DeploymentFolder deployment : deployments()) {
            new LocalStatus(context.clock()).of(deployment).ifPresent(status::add);
            new DeploymentPart(bundle).add(deployment);
        }
        bundle.add("status.json", Json.pretty(Map.of("deployments", status)));
    }

    private List<DeploymentFolder> deployments() throws IOException {
        return name == null ? context.state().deployments() : List.of(new Targets(context).deployment(name));
    }

    /** Versions of this machine. */
    static String about(Context context) {
        return "muster " + context.version() + "\njava " + Runtime.version() + "\nsystem "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "\nmade " + context.clock().instant() + "\n";
    }

    /** @param more that only AWS has */
    private void tell(Bundle bundle, Map<String, Object> more) {
        if (json) {
            Map<String, Object> all = new TreeMap<>(more);
            all.put("file", output.toString());
            all.put("entries", bundle.texts().keySet());
            context.console().out().print(Json.pretty(all));
            return;
        }
        context.console().data("wrote " + output + " with " + bundle.texts().size() + " files");
        context.console().say("secrets were taken out; look through it all the same before you send it");
    }
}
