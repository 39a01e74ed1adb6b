package dev.muster.aws.front;

import java.util.Optional;

/** Lifecycle hooks are answered and recorded among the calls; the emulator knows none. */
final class LifecycleCalls implements Rule {
    @Override
    public Optional<Answer> before(Call call, Emulator emulator) {
        return call.is("autoscaling", "CompleteLifecycleAction", "RecordLifecycleActionHeartbeat")
                ? Optional.of(Answer.result(call.action(), ""))
                : Optional.empty();
    }
}
