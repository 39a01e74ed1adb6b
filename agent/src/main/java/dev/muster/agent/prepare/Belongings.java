package dev.muster.agent.prepare;

import dev.muster.agent.fetch.Door;
import dev.muster.agent.identity.IdentityStore;
import dev.muster.agent.volume.Attachment;
import dev.muster.agent.volume.VolumeId;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.util.Optional;

/**
 * What belongs to a slot and lies outside of the machine: it stays while machines come and go. Each question may end with
 * {@link AwayException}: nobody answers.
 */
public interface Belongings {
    /**
     * The slot's own volume, or the data disk that came with the instance; empty if there is none.
     *
     * @throws dev.muster.core.problem.MusterException if it cannot be asked, or there should be one and is not
     */
    Optional<VolumeId> volume() throws IOException;

    /** Brings volumes to this machine. */
    Attachment attachment() throws IOException;

    /**
     * Takes the slot's address for this machine, whoever had it.
     *
     * @return the address
     */
    String claimAddress() throws IOException;

    /**
     * A secret's value.
     *
     * @throws dev.muster.core.problem.MusterException with its name and the command that mends it
     */
    String secret(String name);

    /** How datasets are asked for: those of the deployment's bucket are let in nowhere else. */
    default Door door() {
        return Door.PLAIN;
    }

    /** Tells of the node while no agent does. Never waits and never fails: only the newest report counts. */
    default void tell(NodeReport report) {}

    /** Where the copy of the slot's identity lies; empty if it has none that outlives the machine. */
    Optional<IdentityStore> identity();
}
