package dev.muster.cli;

import dev.muster.cli.command.AgentDo;
import dev.muster.cli.command.AgentRun;
import dev.muster.cli.command.AwsCommand;
import dev.muster.cli.command.BlueprintCheck;
import dev.muster.cli.command.Blueprints;
import dev.muster.cli.command.CheckCommand;
import dev.muster.cli.command.Doctor;
import dev.muster.cli.command.Down;
import dev.muster.cli.command.Endpoint;
import dev.muster.cli.command.Events;
import dev.muster.cli.command.Forward;
import dev.muster.cli.command.Init;
import dev.muster.cli.command.Logs;
import dev.muster.cli.command.Metrics;
import dev.muster.cli.command.PlanCommand;
import dev.muster.cli.command.PricesCommand;
import dev.muster.cli.command.Regions;
import dev.muster.cli.command.Restart;
import dev.muster.cli.command.Rpc;
import dev.muster.cli.command.SecretCommand;
import dev.muster.cli.command.Shell;
import dev.muster.cli.command.Start;
import dev.muster.cli.command.Status;
import dev.muster.cli.command.Stop;
import dev.muster.cli.command.SupportBundle;
import dev.muster.cli.command.SynthCommand;
import dev.muster.cli.command.Up;
import dev.muster.cli.command.Validate;
import java.util.List;
import java.util.Optional;

/** The table of commands: adding one is a class, its test and a line here. */
final class Commands {
    private static final String NODES = "Nodes";
    private static final String FILES = "Specs and blueprints";
    private static final String AWS = "AWS, without an account";
    private static final String ACCOUNT = "AWS";
    private static final String MACHINE = "This machine";

    static final List<Entry> ALL = List.of(
            new Entry("up", NODES, "put up what a spec says", Up::new),
            new Entry("status", NODES, "how nodes are", Status::new),
            new Entry("logs", NODES, "what a node writes", Logs::new),
            new Entry("events", NODES, "what happened to a node", Events::new),
            new Entry("metrics", NODES, "a node's numbers, now or over time", Metrics::new),
            new Entry("rpc", NODES, "call a node's own interface", Rpc::new),
            new Entry("endpoint", NODES, "where a node answers", Endpoint::new),
            new Entry("shell", NODES, "a shell on a node's instance, on AWS", Shell::new),
            new Entry("forward", NODES, "a way to a node's port, on AWS", Forward::new),
            new Entry("restart", NODES, "restart a node's programs", Restart::new),
            new Entry("stop", NODES, "stop a node's programs", Stop::new),
            new Entry("start", NODES, "start them again", Start::new),
            new Entry("down", NODES, "take a deployment away", Down::new),
            new Entry("init", FILES, "write a spec to begin with", Init::new),
            new Entry("plan", FILES, "what up would do", PlanCommand::new),
            new Entry("validate", FILES, "whether a spec is right", Validate::new),
            new Entry("blueprints", FILES, "kinds of nodes there are", Blueprints::new),
            new Entry("blueprint", FILES, "check a blueprint of your own", BlueprintCheck::new),
            new Entry("synth", AWS, "what up would hand to CloudFormation, as files", SynthCommand::new),
            new Entry("check", AWS, "a deployment by the Well-Architected checklist", CheckCommand::new),
            new Entry("prices", AWS, "what costs are computed from; refresh", PricesCommand::new),
            new Entry("aws", AWS, "what an account must allow: policy", AwsCommand::new),
            new Entry("regions", AWS, "regions, and what a type costs there", Regions::new),
            new Entry("secret", ACCOUNT, "secrets of a deployment there", SecretCommand::new),
            new Entry("aws", ACCOUNT, "take away what all deployments of a region share", AwsCommand::new),
            new Entry("doctor", MACHINE, "whether it can run nodes", Doctor::new),
            new Entry("support-bundle", MACHINE, "pack what a helper needs to see", SupportBundle::new),
            new Entry("completion", MACHINE, "make your shell complete what you type", Completion::new),
            new Entry("__complete", "", "what could stand at the cursor", Complete::new),
            new Entry("__train", "", "goes through other commands for the AOT cache", Train::new),
            new Entry("agent-do", "", "tells the agent of an instance; sent by Run Command", AgentDo::new),
            new Entry("agent", "", "runs beside a node; started by up", AgentRun::new));

    private Commands() {}

    static Optional<Entry> find(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream()
                .filter(entry -> !entry.group().isEmpty())
                .map(Entry::name)
                .toList();
    }
}
