package dev.muster.e2e;

import dev.muster.e2e.HaProxy.Look;
import dev.muster.e2e.Load.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A fault of a node as HAProxy saw it.
 *
 * @param reason what the node's agent said when it was out
 * @param begin of the fault, as System.nanoTime
 * @param out the first look at HAProxy that found the node out of service
 * @param back the last one that did
 */
record Outage(String what, String reason, int slot, long begin, Look out, Look back) {
    /** Seconds until HAProxy sent it nothing any more. */
    double detected() {
        return (out.told() - begin) / 1e9;
    }

    /** Requests that went to it while it was out: by HAProxy's count, and by the header of answers. */
    long sentAfter(List<Sample> samples) {
        long answered = samples.stream()
                .filter(sample -> sample.by(slot) && sample.begin() > out.told() && sample.end() < back.asked())
                .count();
        return Math.max(answered, back.total() - out.total());
    }

    /** Whether a request was on its way between the fault and its detection. */
    boolean meets(Sample sample) {
        return sample.begin() <= out.told() && sample.end() >= begin;
    }

    void print(List<Sample> samples) {
        List<Sample> met = samples.stream().filter(this::meets).toList();
        Map<String, Long> failed = met.stream()
                .filter(Sample::failed)
                .collect(Collectors.groupingBy(Sample::trouble, TreeMap::new, Collectors.counting()));
        System.out.printf(
                "  slot %d %s: out after %.1f s, requests sent to it after that: %d, in again after %.1f s%n"
                        + "    its agent said: %s%n"
                        + "    of %d requests before it was out, failed: %s%n",
                slot,
                what,
                detected(),
                sentAfter(samples),
                (back.told() - begin) / 1e9,
                reason,
                met.size(),
                failed.isEmpty() ? "none" : failed);
    }
}
