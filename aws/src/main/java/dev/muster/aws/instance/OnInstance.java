package dev.muster.aws.instance;

import dev.muster.agent.identity.IdentityStore;
import dev.muster.agent.prepare.Belongings;
import dev.muster.agent.volume.Attachment;
import dev.muster.agent.volume.VolumeId;
import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What belongs to the slot of the instance that this runs on, asked with the instance's role. */
public final class OnInstance implements Belongings, AutoCloseable {
    private final Cloud cloud;
    private final Metadata metadata;
    private final String deployment;
    private final String slot;

    private OnInstance(Cloud cloud, Metadata metadata, String deployment, String slot) {
        this.cloud = cloud;
        this.metadata = metadata;
        this.deployment = deployment;
        this.slot = slot;
    }

    /** @param environment with the four values of user data, as {@code /etc/muster/agent.env} has them */
    public static OnInstance of(Map<String, String> environment, InstantSource clock) {
        Metadata metadata = Imds.of(environment, clock);
        Access access = new Access(Optional.empty(), Optional.empty(), environment);
        Region region = new Region(value(environment, "REGION"));
        return new OnInstance(
                Cloud.ofInstance(access, region),
                metadata,
                value(environment, "DEPLOYMENT"),
                value(environment, "SLOT"));
    }

    private static String value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(() -> MusterException.invalid(
                        "the variable " + name + " is not set", "/etc/muster/agent.env has it on an instance"));
    }

    private String instance() throws IOException {
        return metadata.get("instance-id")
                .orElseThrow(() -> new IOException("the metadata service does not tell the instance's id"));
    }

    @Override
    public Optional<VolumeId> volume() {
        return slot.equals(Names.FLEET)
                ? Optional.empty()
                : Optional.of(new SlotVolume(cloud.query("ec2"), "").find(deployment, slot));
    }

    @Override
    public Attachment attachment() throws IOException {
        return new SlotVolume(cloud.query("ec2"), instance());
    }

    @Override
    public String claimAddress() throws IOException {
        return new SlotAddress(cloud.query("ec2"), instance()).claim(deployment, slot);
    }

    @Override
    public String secret(String name) {
        return new SlotSecrets(cloud.secrets(), deployment).read(name);
    }

    @Override
    public Optional<IdentityStore> identity() {
        return slot.equals(Names.FLEET)
                ? Optional.empty()
                : Optional.of(new SlotIdentity(cloud.jsonQuery("secretsmanager"), deployment, slot));
    }

    @Override
    public void close() {
        cloud.close();
    }
}
