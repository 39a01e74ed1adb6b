package dev.muster.cli;

import dev.muster.cli.world.Context;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A command in the table of commands.
 *
 * @param group under which heading it is listed; empty for hidden ones
 * @param summary half a line
 */
record Entry(String name, String group, String summary, Function<Context, Callable<Integer>> make) {}
