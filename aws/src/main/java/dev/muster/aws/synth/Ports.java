package dev.muster.aws.synth;

import dev.muster.core.plan.NodePlanner;

/** Ports that agents on instances listen on. */
public final class Ports {
    /** The agent's: it answers a load balancer's {@code /health} to everybody, all else only with its token. */
    public static final int AGENT = NodePlanner.AGENT.on("*");

    private Ports() {}
}
