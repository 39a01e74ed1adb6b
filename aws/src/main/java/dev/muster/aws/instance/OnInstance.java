package dev.muster.aws.instance;

import dev.muster.agent.fetch.Door;
import dev.muster.agent.identity.IdentityStore;
import dev.muster.agent.prepare.Belongings;
import dev.muster.agent.volume.Attachment;
import dev.muster.agent.volume.VolumeId;
import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.synth.Names;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.problem.MusterException;
import dev.muster.core.report.NodeReport;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What belongs to the slot of the instance that this runs on, asked with the instance's role. */
public final class OnInstance implements Belongings, AutoCloseable {
    private final Cloud cloud;
    private final Metadata metadata;
    private final String deployment;
    private final String slot;
    private final Optional<Here> here;
    private @Nullable Newest reports;

    private OnInstance(Cloud cloud, Metadata metadata, String deployment, String slot, Optional<Here> here) {
        this.cloud = cloud;
        this.metadata = metadata;
        this.deployment = deployment;
        this.slot = slot;
        this.here = here;
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
                value(environment, "SLOT"),
                Here.of(environment));
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

    /** A fleet's data disk comes with its instance. */
    @Override
    public Optional<VolumeId> volume() {
        return Optional.of(Silence.told(() -> slot.equals(Names.FLEET)
                ? new FleetDisk(cloud.query("ec2"), metadata).find(instance())
                : new SlotVolume(cloud.query("ec2"), "").find(deployment, slot)));
    }

    @Override
    public Attachment attachment() {
        SlotVolume volume = new SlotVolume(cloud.query("ec2"), Silence.told(this::instance));
        return new Attachment() {
            @Override
            public Answer attach(VolumeId id) {
                return Silence.told(() -> volume.attach(id));
            }

            @Override
            public void detach(VolumeId id) {
                volume.detach(id);
            }
        };
    }

    @Override
    public String claimAddress() {
        return Silence.told(() -> new SlotAddress(cloud.query("ec2"), instance()).claim(deployment, slot));
    }

    @Override
    public String secret(String name) {
        return Silence.told(() -> new SlotSecrets(cloud.secrets(), deployment).read(name));
    }

    /** Objects of the region's bucket are read with the instance's role, signed for each request. */
    @Override
    public Door door() {
        return from -> from.toString().startsWith(Dataset.IN_BUCKET)
                ? cloud.objects(bucket()).knock(from.getPath().substring(1))
                : Door.PLAIN.at(from);
    }

    private String bucket() {
        return place().bucket();
    }

    private Here place() {
        return here.orElseThrow(() -> MusterException.invalid(
                "the variable BUCKET is not set", "/etc/muster/agent.env has it on an instance"));
    }

    /**
     * Lays something beside the slot's report in the region's bucket, in the place of what had the name before.
     *
     * @param type of its content, such as {@code application/zip}
     * @return its key
     * @throws MusterException if it is refused
     */
    public String lay(String name, String type, byte[] bytes) {
        String key = place().besideKey(name);
        return Refusal.explained(() -> {
            cloud.objects(bucket()).put(key, type, bytes);
            return key;
        });
    }

    @Override
    public void tell(NodeReport report) {
        if (here.isEmpty()) {
            return;
        }
        if (reports == null) {
            reports = new Newest(
                    cloud.objects(bucket()), here.get().reportKey(here.get().fleet() ? known() : ""));
        }
        reports.tell(report);
    }

    /** Asked earlier for the fleet's disk, so that it was there to ask. */
    private String known() {
        try {
            return instance();
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public Optional<IdentityStore> identity() {
        return slot.equals(Names.FLEET)
                ? Optional.empty()
                : Optional.of(new SlotIdentity(cloud.jsonQuery("secretsmanager"), deployment, slot));
    }

    @Override
    public void close() {
        if (reports != null) {
            reports.close();
        }
        cloud.close();
    }
}
