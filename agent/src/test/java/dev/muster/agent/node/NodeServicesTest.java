package dev.muster.agent.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.process.Launcher;
import dev.muster.agent.process.ProcessId;
import dev.muster.agent.process.Signals;
import dev.muster.agent.service.ServiceOrder;
import dev.muster.agent.service.ServiceRunner;
import dev.muster.agent.service.ServiceStop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real programs that sleep; an agent's death is a new instance over the same files. */
class NodeServicesTest {
    @TempDir
    Path folder;

    private final List<ServiceRunner> made = new ArrayList<>();
    private Instant now = Instant.now();

    @AfterEach
    void endAll() {
        made.stream().flatMap(service -> service.process().stream()).forEach(id -> Signals.send(id, "SIGKILL"));
    }

    @Test
    void servicesStartInOrderAndStopAgainstIt() throws Exception {
        NodeServices services = agent();
        services.start(now);
        until(services, () -> running(services).size() == 2);
        services.stop(now, "asked to");
        assertThat(running(services)).hasSize(2);
        until(services, () -> running(services).size() == 1);
        assertThat(services.all().getFirst().process()).isPresent();
        until(services, services::stopped);
    }

    @Test
    void aStopIsRememberedWhenTheAgentDiesInTheMiddleOfIt() throws Exception {
        NodeServices first = agent();
        first.start(now);
        until(first, () -> running(first).size() == 2);
        first.stop(now, "asked to");

        NodeServices second = agent();
        second.adopt(now);
        assertThat(second.wanted()).isFalse();
        until(second, second::stopped);
        assertThat(second.wanted()).isFalse();
    }

    @Test
    void aSuccessorGoesOnWithTheProgramsThatRun() throws Exception {
        NodeServices first = agent();
        first.start(now);
        until(first, () -> running(first).size() == 2);

        NodeServices second = agent();
        second.adopt(now);
        assertThat(second.wanted()).isTrue();
        assertThat(running(second)).isEqualTo(running(first));
    }

    private NodeServices agent() {
        return new NodeServices(List.of(service("signer"), service("node")), _ -> true);
    }

    private ServiceRunner service(String name) {
        ServiceRunner service = new ServiceRunner(
                name,
                () -> new ServiceOrder("1", List.of("sleep", "600"), Map.of(), folder, folder.resolve(name + ".log")),
                new ServiceStop("SIGTERM", Duration.ofSeconds(5), () -> {}),
                Launcher.system(),
                folder.resolve(name + ".json"),
                folder.getFileName() + name,
                _ -> List.of(),
                (_, _) -> {});
        made.add(service);
        return service;
    }

    private static List<ProcessId> running(NodeServices services) {
        return services.all().stream()
                .flatMap(service -> service.process().stream())
                .toList();
    }

    private void until(NodeServices services, java.util.function.BooleanSupplier done) throws InterruptedException {
        for (int tries = 0; tries < 500 && !done.getAsBoolean(); tries++) {
            Thread.sleep(20);
            now = now.plusMillis(20);
            services.tick(now);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }
}
