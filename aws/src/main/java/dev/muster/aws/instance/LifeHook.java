package dev.muster.aws.instance;

import dev.muster.aws.cloud.Query;
import dev.muster.aws.cloud.QueryException;
import dev.muster.aws.synth.Names;
import java.util.HashMap;
import java.util.Map;

/** The hook that keeps an instance of the slot's group alive while its node stops. */
final class LifeHook {
    private final Here here;
    private final Query autoScaling;

    LifeHook(Here here, Query autoScaling) {
        this.here = here;
        this.autoScaling = autoScaling;
    }

    /** A sign of life; tells whether anybody waits for one. */
    boolean beat(String instance) {
        return call("RecordLifecycleActionHeartbeat", instance, Map.of());
    }

    /** The node has stopped and the volume is free: the instance may go. */
    boolean complete(String instance) {
        return call("CompleteLifecycleAction", instance, Map.of("LifecycleActionResult", "CONTINUE"));
    }

    /** Gives the instance up: its group replaces it, and the hook lets the node stop before. */
    void giveUp(String instance) {
        autoScaling.call("SetInstanceHealth", Map.of("InstanceId", instance, "HealthStatus", "Unhealthy"));
    }

    /** A spot instance that EC2 takes back has no action to complete, and neither has one that was let go already. */
    private boolean call(String action, String instance, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("AutoScalingGroupName", here.group());
        form.put("LifecycleHookName", Names.STOP_HOOK);
        form.put("InstanceId", instance);
        try {
            autoScaling.call(action, form);
            return true;
        } catch (QueryException e) {
            if (e.code().equals("ValidationError")) {
                return false;
            }
            throw e;
        }
    }
}
