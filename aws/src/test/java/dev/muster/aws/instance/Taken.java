package dev.muster.aws.instance;

import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Calls on stacks, volumes and instances that the emulator does not have: each is taken and all is well. */
final class Taken implements Rule {
    @Override
    public Optional<Answer> before(Call call, Emulator behind) {
        return call.is("cloudformation", "SignalResource")
                        || call.is("ec2", "DetachVolume")
                        || call.is("autoscaling", "SetInstanceHealth")
                ? Optional.of(done(call))
                : Optional.empty();
    }

    private static Answer done(Call call) {
        return new Answer(
                200,
                Map.of("content-type", "text/xml"),
                ("<" + call.action() + "Response/>").getBytes(StandardCharsets.UTF_8));
    }
}
