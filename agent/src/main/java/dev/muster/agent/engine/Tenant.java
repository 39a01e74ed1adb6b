package dev.muster.agent.engine;

import dev.muster.agent.container.ContainerUser;
import dev.muster.agent.slot.SlotFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Whose containers may pass.
 *
 * @param slot {@code deployment/slot}, which each of its containers has as a label
 * @param prefix how names of its containers begin
 * @param uid whom they run as; never root
 * @param roots real paths of folders that they may see, with all below
 */
public record Tenant(String slot, String prefix, long uid, long gid, List<Path> roots) {
    /** The label that tells its containers from others. */
    static final String LABEL = "muster.slot";

    public Tenant {
        if (uid == 0) {
            throw new IllegalArgumentException("containers of " + slot + " would run as root");
        }
        roots = List.copyOf(roots);
    }

    /**
     * The slot of a folder, whose owner is the node's user. Nothing in that folder is read: its owner may write it.
     *
     * @param volume where the slot's volume is mounted
     * @param run what a deployment has in memory
     */
    public static Tenant of(SlotFolder slot, Path volume, Function<String, Path> run) throws IOException {
        Path folder = slot.path().toRealPath();
        String deployment = String.valueOf(slot.deployment().getFileName());
        ContainerUser owner = ContainerUser.owning(folder);
        String number = String.valueOf(folder.getFileName());
        return new Tenant(
                deployment + "/" + number,
                "muster-" + deployment + "-" + number + "-",
                owner.uid(),
                owner.gid(),
                List.of(folder, volume.toRealPath(), run.apply(deployment).resolve("etc-" + number)));
    }

    String user() {
        return uid + ":" + gid;
    }
}
