package dev.muster.aws.deploy;

import dev.muster.aws.cost.BillItem;

/**
 * A data volume that outlives its stack.
 *
 * @param slot the slot's word; empty if the volume does not tell
 * @param type such as {@code gp3}
 * @param iops operations a second; 0 if the volume does not tell
 * @param throughput MiB a second; 0 if the volume does not tell
 */
public record Volume(String id, String slot, long gibibytes, String state, String type, int iops, int throughput) {
    /** What it costs, used or not. */
    public BillItem.Volume bill() {
        return new BillItem.Volume(true, type, (int) gibibytes, iops, throughput);
    }
}
