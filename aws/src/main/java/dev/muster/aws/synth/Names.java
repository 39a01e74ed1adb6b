package dev.muster.aws.synth;

import dev.muster.core.value.Name;

/** What things are called in AWS; from the deployment's name alone, so that another machine finds them too. */
public final class Names {
    /** The stack with the bucket of a region; deployments' stacks are lower case, so none is called so. */
    public static final String BUCKET_STACK = "MusterAssets";
    /** Tag with the deployment's name. */
    public static final String DEPLOYMENT_TAG = "muster:deployment";
    /** Tag with the slot's word. */
    public static final String SLOT_TAG = "muster:slot";
    /** The slot's word of all nodes of a fleet in a region. */
    public static final String FLEET = "fleet";

    /** What a fleet's launch template calls the data disk; the kernel calls it what it likes. */
    public static final String FLEET_DEVICE = "/dev/sdf";

    /** The last part of the name of the stream of what an agent notices; who reads the agent's log reads it too. */
    public static final String EVENTS_STREAM = "agent/events";

    /** Stands between the type of an event and its message in that stream. */
    public static final String EVENT_TYPE_END = ": ";

    /** The hook of a group that keeps an instance while its node stops. */
    public static final String STOP_HOOK = "muster-stop";

    /** The output that says which public parameter the image came from. */
    public static final String IMAGE_OUTPUT = "ImageParameter";
    /** The output that says whether the network is public or for development. */
    public static final String NETWORK_OUTPUT = "NetworkKind";

    private Names() {}

    /** The stack of a deployment in a region. */
    public static String stack(Name deployment) {
        return "muster-" + deployment;
    }

    /** The group of a slot. */
    public static String group(Name deployment, String slot) {
        return "muster-" + deployment + "-" + slot;
    }

    /**
     * An alarm of a deployment. The slash ends the deployment's name, so that a policy for {@code demo} is none for
     * {@code demo-1}.
     *
     * @param slot the slot's word; empty for an alarm of the deployment as a whole
     */
    public static String alarm(Name deployment, String slot, String key) {
        return stack(deployment) + "/" + (slot.isEmpty() ? "" : slot + "/") + key;
    }

    /**
     * The path of roles and instance profiles: CloudFormation makes their names and cuts them where they get long, so
     * policies tell them by their path.
     */
    public static String path(Name deployment) {
        return "/muster/" + deployment + "/";
    }

    /** The log group of a deployment. */
    public static String logGroup(Name deployment) {
        return "/muster/" + deployment;
    }

    /** The logical id of a thing of a slot: {@code Slot1Volume}, {@code FleetGroup}. */
    public static String id(String slot, String thing) {
        return slot.equals(FLEET) ? "Fleet" + thing : "Slot" + slot + thing;
    }
}
