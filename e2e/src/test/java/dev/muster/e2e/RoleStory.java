package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What becomes of a role from its installation to its end, seen from outside. */
final class RoleStory {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Muster muster;
    private final Path blueprints;
    private final RoleRow row;

    /** What is done while it runs. */
    interface Meanwhile {
        void run() throws Exception;
    }

    RoleStory(Muster muster, Path blueprints, RoleRow row) {
        this.muster = muster;
        this.blueprints = blueprints;
        this.row = row;
    }

    /** Goes all the way; tells a line about it. Whatever becomes of it, it leaves the machine to the next. */
    String go(Meanwhile meanwhile) throws Exception {
        try {
            return through(meanwhile);
        } finally {
            if (Files.exists(muster.state().resolve(row.name()))) {
                muster.run("down", row.name(), "--delete-data", "--yes");
            }
        }
    }

    private String through(Meanwhile meanwhile) throws Exception {
        String name = row.name();
        muster.run("up", muster.spec(name, row.spec()).toString(), "--blueprints", blueprints.toString(), "--yes")
                .ok();
        JsonNode report = null;
        List<Long> pids = new ArrayList<>();
        for (int slot = 1; slot <= row.way().size(); slot++) {
            report = muster.await(name, slot, MINUTE, is(row.goal()));
            report.path("services")
                    .forEach(service -> pids.add(service.path("pid").asLong()));
            AgentApi api = muster.api(name, slot);
            Muster.until(name + " takes traffic", MINUTE, () -> api.health() == 200);
        }
        meanwhile.run();
        muster.run("stop", name).ok();
        for (int slot = 1; slot <= row.way().size(); slot++) {
            muster.await(name, slot, MINUTE, is("stopped"));
            judge(slot, services(report));
        }
        muster.run("down", name, "--delete-data", "--yes").ok();
        assertThat(muster.state().resolve(name)).as("what is left of it").doesNotExist();
        assertThat(pids).as("programs that it left").isNotEmpty().noneMatch(Muster::alive);
        return "%-25s %-8s %-31s %s"
                .formatted(
                        row.key(), row.goal(), report.path("version").asText("-"), String.join(", ", services(report)));
    }

    /** The states in their order, and that each program ended by itself when it was asked to. */
    private void judge(int slot, List<String> services) throws IOException {
        AgentApi api = muster.api(row.name(), slot);
        // A program may end between two looks at it: that it was asked to is in the events.
        List<String> states = api.changes().stream()
                .map(change -> change.replaceFirst(".* -> ", ""))
                .filter(state -> !state.equals("stopping"))
                .toList();
        List<String> wanted = Stream.of(List.of("starting"), row.way().get(slot - 1), List.of("stopped"))
                .flatMap(List::stream)
                .toList();
        assertThat(states).as(() -> row.key() + "\n" + told(api)).isEqualTo(wanted);
        List<String> endings = services.stream()
                .map(service -> service + " has stopped"
                        + (row.endings().containsKey(service)
                                ? ": " + row.endings().get(service)
                                : ""))
                .toList();
        assertThat(of(api, "stopping")).as(() -> told(api)).hasSameSizeAs(services);
        assertThat(of(api, "stopped")).as(() -> told(api)).containsExactlyInAnyOrderElementsOf(endings);
        for (String bad : List.of("killed", "ended", "failed", "gone", "trouble")) {
            assertThat(of(api, bad)).as(() -> told(api)).isEmpty();
        }
    }

    private static List<String> of(AgentApi api, String type) throws IOException {
        return api.events().stream()
                .filter(event -> event.path("type").asText().equals(type))
                .map(event -> event.path("message").asText())
                .toList();
    }

    private String told(AgentApi api) {
        StringBuilder all = new StringBuilder(row.key());
        try {
            api.events().forEach(event -> all.append('\n').append(event));
            try (Stream<Path> logs = Files.list(api.slot().resolve("logs"))) {
                for (Path log : logs.toList()) {
                    all.append("\n--- ").append(log).append('\n').append(Files.readString(log));
                }
            }
        } catch (IOException e) {
            all.append(e);
        }
        return all.toString();
    }

    private static List<String> services(JsonNode report) {
        List<String> services = new ArrayList<>();
        report.path("services")
                .forEach(service -> services.add(service.path("name").asText()));
        return services;
    }

    private static java.util.function.Predicate<JsonNode> is(String state) {
        return report -> report.path("state").asText().equals(state);
    }
}
