package dev.muster.aws.instance;

import dev.muster.agent.identity.IdentityCopy;
import dev.muster.agent.identity.IdentityFiles;
import dev.muster.agent.identity.IdentityStore;
import dev.muster.agent.outlet.Stage;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.report.NodeReport;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies the identity that the node makes, once it has made it: when files without a copy have not changed for a while,
 * or the programs have ended. As long as there are none, AWS is asked nothing.
 */
final class IdentityJob implements Job {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration NEVER = Duration.ofDays(365);
    /** How long files must stay as they are to count as written. */
    static final Duration SETTLED = Duration.ofSeconds(20);
    /** What stands in the way of a copy does not go away in seconds. */
    private static final Duration LATER = Duration.ofHours(1);

    private final Stage stage;
    private final Here here;
    private final IdentityStore store;
    private @Nullable IdentityCopy copy;
    private Map<String, List<Object>> seen = Map.of();
    private Instant since = Instant.MIN;

    IdentityJob(Stage stage, Here here, IdentityStore store) {
        this.stage = stage;
        this.here = here;
        this.store = store;
    }

    @Override
    public String name() {
        return "the node's identity cannot be copied";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        Optional<IdentityCopy> known = copy();
        if (known.isEmpty()) {
            return NEVER;
        }
        SortedMap<String, Path> fresh = known.get().fresh();
        if (fresh.isEmpty() || !settled(now, fresh)) {
            return LOOK;
        }
        known.get().run();
        return known.get().fresh().isEmpty() ? LOOK : LATER;
    }

    /** Nothing changes any more, unless the programs are left to another agent. */
    @Override
    public void last(Instant now) throws IOException {
        Optional<NodeState> state = stage.report().map(NodeReport::state);
        boolean ended = state.filter(one -> one == NodeState.STOPPED || one == NodeState.STOPPING)
                .isPresent();
        Optional<IdentityCopy> known = copy();
        if (ended && known.isPresent() && !known.get().fresh().isEmpty()) {
            known.get().run();
        }
    }

    private boolean settled(Instant now, SortedMap<String, Path> files) throws IOException {
        Map<String, List<Object>> looks = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            looks.put(file.getKey(), look(file.getValue()));
        }
        if (!looks.equals(seen)) {
            seen = looks;
            since = now;
        }
        return !now.isBefore(since.plus(SETTLED));
    }

    private static List<Object> look(Path file) throws IOException {
        try {
            return List.of(Files.size(file), Files.getLastModifiedTime(file));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Empty if the node has no self, or no volume that outlives its instance. */
    private Optional<IdentityCopy> copy() throws IOException {
        IdentityCopy known = copy;
        if (known != null) {
            return Optional.of(known);
        }
        Optional<NodeConfig> node =
                here.fleet() ? Optional.empty() : stage.slot().node();
        Optional<IdentityCopy> made = node.flatMap(this::make);
        copy = made.orElse(null);
        return made;
    }

    private Optional<IdentityCopy> make(NodeConfig node) {
        List<String> paths = stage.slot().blueprint(node).identity();
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(new IdentityCopy(
                        new IdentityFiles(volume(), paths), store, SlotIdentity.MOST_BYTES, stage::event));
    }

    /** The slot's folder leads there. */
    private Path volume() {
        Path data = stage.slot().path().resolve("data");
        Function<Path, Path> real = path -> {
            try {
                return path.toRealPath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return real.apply(data);
    }
}
