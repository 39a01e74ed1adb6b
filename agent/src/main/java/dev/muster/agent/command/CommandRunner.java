package dev.muster.agent.command;

/** Runs programs. Handed in, so that decisions can be tested without them. */
@FunctionalInterface
public interface CommandRunner {
    /** Runs a command to its end. Never throws for what the program does or for a program that is missing. */
    Outcome run(Command command);
}
