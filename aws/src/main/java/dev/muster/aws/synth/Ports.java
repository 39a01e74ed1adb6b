package dev.muster.aws.synth;

/** Ports that agents on instances listen on. */
public final class Ports {
    /** Answers a load balancer's health checks at {@code /health}, and nothing else. */
    public static final int HEALTH = 7780;

    private Ports() {}
}
