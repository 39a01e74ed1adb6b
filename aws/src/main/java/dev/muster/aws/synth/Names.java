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

    private Names() {}

    /** The stack of a deployment in a region. */
    public static String stack(Name deployment) {
        return "muster-" + deployment;
    }

    /** The group of a slot. */
    public static String group(Name deployment, String slot) {
        return "muster-" + deployment + "-" + slot;
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
