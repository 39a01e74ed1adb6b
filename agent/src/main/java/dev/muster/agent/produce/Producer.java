package dev.muster.agent.produce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.node.NodeSetup;
import dev.muster.agent.probe.JsonRpc;
import dev.muster.agent.probe.ProbeException;
import dev.muster.agent.probe.RpcErrorException;
import dev.muster.core.blueprint.Produce;
import dev.muster.core.blueprint.Produce.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes blocks on a dev network by the blueprint's calls. */
public final class Producer {
    private final NodeSetup setup;
    private final Produce recipe;
    private final JsonRpc rpc;
    private final Supplier<Optional<Long>> height;
    private final Map<String, Object> saved = new HashMap<>();
    private boolean prepared;

    /** When to make the next batch. */
    public enum Next {
        /** The initial height is not reached. */
        AT_ONCE,
        /** The node did not answer. */
        SOON,
        /** After the time between two blocks. */
        LATER
    }

    /** @param height asks the node for its height now; empty if it does not answer */
    public Producer(NodeSetup setup, Produce recipe, JsonRpc rpc, Supplier<Optional<Long>> height) {
        this.setup = setup;
        this.recipe = recipe;
        this.rpc = rpc;
        this.height = height;
    }

    /** The program was started again: what was prepared may be gone. */
    public void forget() {
        prepared = false;
    }

    /**
     * Makes the next batch: up to the initial height as many as go at once, then one block.
     *
     * @return when the next batch is due
     * @throws ProbeException if the node does not do it
     */
    public Next produce() throws ProbeException {
        Optional<Long> now = height.get();
        if (now.isEmpty()) {
            return Next.SOON;
        }
        if (!prepared) {
            run(recipe.prepare());
            prepared = true;
        }
        long at = now.get();
        run(recipe.at().getOrDefault((int) at, List.of()));
        int initial = setup.node().produceInitial();
        saved.put("count", batch(at, initial));
        run(recipe.block());
        return at + batch(at, initial) < initial ? Next.AT_ONCE : Next.LATER;
    }

    private long batch(long at, int initial) {
        long wanted = Math.max(1, Math.min(recipe.batch(), initial - at));
        return recipe.at().keySet().stream()
                .filter(stop -> stop > at)
                .mapToLong(stop -> Math.min(wanted, stop - at))
                .min()
                .orElse(wanted);
    }

    private void run(List<Step> steps) throws ProbeException {
        for (Step step : steps) {
            try {
                String params = setup.renderer().value("parameters of " + step.method(), step.params(), saved);
                JsonNode result = rpc.call(recipe.endpoint(), step.method(), params);
                if (!step.save().isEmpty()) {
                    saved.put(step.save(), result.asText());
                }
            } catch (RpcErrorException e) {
                if (!step.ignoreErrors().contains(e.code())) {
                    throw e;
                }
            }
        }
    }
}
