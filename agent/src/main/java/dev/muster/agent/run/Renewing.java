package dev.muster.agent.run;

import dev.muster.agent.node.NodeServices;
import dev.muster.agent.node.NodeSetup;
import dev.muster.agent.node.Orders;
import dev.muster.agent.node.SecretUse;
import dev.muster.agent.process.Signals;
import dev.muster.agent.service.ServiceRunner;
import dev.muster.agent.service.ServiceState;
import dev.muster.core.blueprint.SecretDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives programs that run the secrets that are newer than what they were started with. What is newer is told by the
 * times of files, so that an agent that dies in between leaves it to the next.
 */
final class Renewing {
    private final NodeServices services;
    private final Orders orders;
    private final Journal journal;

    Renewing(NodeServices services, Orders orders, Journal journal) {
        this.services = services;
        this.orders = orders;
        this.journal = journal;
    }

    void run(Instant now, NodeSetup setup) throws IOException {
        List<SecretUse> uses = SecretUse.of(setup);
        List<String> restart = new ArrayList<>();
        for (ServiceRunner service : services.all()) {
            if (service.state() instanceof ServiceState.Running) {
                List<SecretUse> late = late(setup, service, uses);
                if (late.stream().anyMatch(use -> use.how().equals(SecretDef.RESTART))) {
                    restart.add(service.name());
                    journal.event("secrets", service.name() + " restarts with a new " + names(late));
                } else if (!late.isEmpty()) {
                    give(service, late);
                }
            }
        }
        if (!restart.isEmpty()) {
            services.restart(now, restart);
        }
    }

    private List<SecretUse> late(NodeSetup setup, ServiceRunner service, List<SecretUse> uses) throws IOException {
        List<SecretUse> late = new ArrayList<>();
        for (SecretUse use : uses) {
            Path file = setup.slot().secrets().resolve(use.secret());
            if (use.service().equals(service.name()) && Files.exists(file)) {
                Instant has = use.how().equals(SecretDef.RESTART)
                        ? service.startedAt().orElse(Instant.MAX)
                        : orders.written(service.name());
                if (Files.getLastModifiedTime(file).toInstant().isAfter(has)) {
                    late.add(use);
                }
            }
        }
        return late;
    }

    private void give(ServiceRunner service, List<SecretUse> late) throws IOException {
        orders.rewrite(service.name());
        late.stream()
                .map(SecretUse::how)
                .filter(how -> how.startsWith("SIG"))
                .distinct()
                .forEach(signal -> service.process().ifPresent(process -> Signals.send(process, signal)));
        journal.event("secrets", service.name() + " has a new " + names(late) + " in its files and runs on");
    }

    private static String names(List<SecretUse> late) {
        return String.join(", ", late.stream().map(SecretUse::secret).toList());
    }
}
