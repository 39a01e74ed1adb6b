package dev.muster.aws.front;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The same call with the same token is done once and answered twice; another call with it is refused. */
final class Tokens implements Rule {
    private record Seen(Map<String, String> values, Answer answer) {}

    private final Map<String, Seen> seen = new HashMap<>();
    /** Calls that came as far as AWS; a fault before it may have answered others. */
    private final Set<Integer> arrived = new HashSet<>();

    private static Optional<String> token(Call call) {
        return call.is("cloudformation", "CreateChangeSet", "ExecuteChangeSet", "DeleteStack", "CancelUpdateStack")
                ? call.value("ClientToken").or(() -> call.value("ClientRequestToken"))
                : Optional.empty();
    }

    @Override
    public synchronized Optional<Answer> before(Call call, Emulator emulator) {
        arrived.add(call.number());
        return token(call)
                .map(token -> seen.get(call.action() + " " + token))
                .map(before -> before.values().equals(new TreeMap<>(call.values()))
                        ? before.answer()
                        : Answer.refusal(
                                call, 400, "TokenAlreadyExistsException", "A client request token already exists."));
    }

    @Override
    public synchronized Answer after(Call call, Answer answer, Emulator emulator) {
        if (arrived.remove(call.number()) && answer.code() == 200) {
            token(call)
                    .ifPresent(token ->
                            seen.put(call.action() + " " + token, new Seen(new TreeMap<>(call.values()), answer)));
        }
        return answer;
    }

    @Override
    public synchronized void reset() {
        seen.clear();
        arrived.clear();
    }
}
