package dev.muster.core.blueprint;

import java.util.List;
import java.util.Map;

/**
 * How blocks are made on a dev network.
 *
 * @param by {@code agent}: by the calls below; {@code node}: the software does it from its command line
 * @param endpoint where the calls go
 * @param prepare calls before the first block of a start
 * @param block calls for a batch of blocks; {@code {{count}}} is how many
 * @param at calls that are made once when the height is reached
 * @param batch most blocks in one batch
 */
public record Produce(
        String by, String endpoint, List<Step> prepare, List<Step> block, Map<Integer, List<Step>> at, int batch) {
    /**
     * One JSON-RPC call.
     *
     * @param params JSON text, a template over what earlier steps saved
     * @param save name under which the result is kept; empty for none
     * @param ignoreErrors JSON-RPC error codes that are as good as success
     */
    public record Step(String method, String params, String save, List<Integer> ignoreErrors) {}
}
