package dev.muster.agent.testing;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers commands by how they begin, the latest rule first; a command without a rule is one that does not exist. */
public final class FakeCommands implements CommandRunner {
    private final Map<String, Function<Command, Outcome>> rules = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<Command> ran = Collections.synchronizedList(new ArrayList<>());

    /** A command that begins so prints this and ends with 0. */
    public FakeCommands on(String start, String out) {
        return on(start, _ -> new Outcome(0, out, ""));
    }

    /** A command that begins so does this. */
    public FakeCommands on(String start, Function<Command, Outcome> what) {
        rules.put(start, what);
        return this;
    }

    /** What was run, words joined by blanks. */
    public List<String> ran() {
        return ran.stream().map(command -> String.join(" ", command.argv())).toList();
    }

    /** What was run. */
    public List<Command> commands() {
        return List.copyOf(ran);
    }

    @Override
    public Outcome run(Command command) {
        ran.add(command);
        String line = String.join(" ", command.argv());
        return rules.entrySet().stream()
                .filter(rule -> line.startsWith(rule.getKey()))
                .reduce((_, later) -> later)
                .map(rule -> rule.getValue().apply(command))
                .orElse(new Outcome(
                        127, "", "no such program: " + command.argv().getFirst()));
    }
}
