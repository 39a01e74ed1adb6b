package dev.muster.agent.prepare;

import dev.muster.agent.identity.IdentityStore;
import dev.muster.agent.volume.Attachment;
import dev.muster.agent.volume.VolumeId;
import java.io.IOException;
import java.util.Optional;

/** What belongs to a slot and lies outside of the machine: it stays while machines come and go. */
public interface Belongings {
    /**
     * The slot's own volume; empty if it has none.
     *
     * @throws dev.muster.core.problem.MusterException if it cannot be asked, or there should be one and is not
     */
    Optional<VolumeId> volume();

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

    /** Where the copy of the slot's identity lies; empty if it has none that outlives the machine. */
    Optional<IdentityStore> identity();
}
