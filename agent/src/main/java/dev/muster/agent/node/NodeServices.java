package dev.muster.agent.node;

import dev.muster.agent.service.ServiceRunner;
import dev.muster.agent.service.ServiceState;
import dev.muster.core.state.Situation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The services of a node, started in order and stopped against it. Ticked from one thread. */
public final class NodeServices {
    private final List<ServiceRunner> services;
    private final Predicate<String> ready;
    private boolean wanted;
    private String stoppedWhy = "stopped on purpose";

    /**
     * @param services in the order in which they start
     * @param ready whether a service, by its name, has passed its ready test since its start
     */
    public NodeServices(List<ServiceRunner> services, Predicate<String> ready) {
        this.services = List.copyOf(services);
        this.ready = ready;
    }

    /** Takes over what runs. */
    public void adopt(Instant now) {
        services.forEach(service -> service.adopt(now));
        wanted = services.stream().anyMatch(ServiceRunner::wanted);
    }

    /** Whether the node shall run. */
    public boolean wanted() {
        return wanted;
    }

    /** Wants all to run; failed ones get a new chance. */
    public void start(Instant now) {
        wanted = true;
        services.stream()
                .filter(service -> service.state() instanceof ServiceState.Failed)
                .forEach(service -> service.start(now));
    }

    /** Wants all to end; {@code why} is shown as long as they are stopped. */
    public void stop(Instant now, String why) {
        wanted = false;
        stoppedWhy = why;
        // All at once: an agent that dies before the last has ended is not to be followed by one that starts the rest.
        services.forEach(ServiceRunner::renounce);
        tick(now);
    }

    /** Restarts those that are named; all if none is. */
    public void restart(Instant now, List<String> names) {
        wanted = true;
        services.stream()
                .filter(service -> names.isEmpty() || names.contains(service.name()))
                .forEach(service -> service.restart(now));
    }

    /** Restarts those whose fingerprint is another than they were started with; returns their names. */
    public List<String> reload(Instant now, Function<String, String> fingerprints) {
        List<String> changed = services.stream()
                .filter(service -> service.state() instanceof ServiceState.Running
                        && !service.fingerprint().equals(fingerprints.apply(service.name())))
                .map(ServiceRunner::name)
                .toList();
        if (!changed.isEmpty()) {
            restart(now, changed);
        }
        return changed;
    }

    /** Looks after all. */
    public void tick(Instant now) {
        services.forEach(service -> service.tick(now));
        if (wanted) {
            startNext(now);
        } else {
            stopLast(now);
        }
    }

    /** The first that does not run is started once all before it are ready. */
    private void startNext(Instant now) {
        for (ServiceRunner service : services) {
            if (service.state() instanceof ServiceState.Stopped) {
                service.start(now);
            }
            if (!(service.state() instanceof ServiceState.Running) || !ready.test(service.name())) {
                return;
            }
        }
    }

    /** The last that runs is stopped first. */
    private void stopLast(Instant now) {
        for (ServiceRunner service : services.reversed()) {
            boolean done = service.state() instanceof ServiceState.Stopped && !service.wanted();
            if (!done && !(service.state() instanceof ServiceState.Stopping)) {
                service.stop(now);
            }
            if (!(service.state() instanceof ServiceState.Stopped)) {
                return;
            }
        }
    }

    /** All of them, in order. */
    public List<ServiceRunner> all() {
        return services;
    }

    /** Whether nothing runs any more. */
    public boolean stopped() {
        return services.stream().allMatch(service -> service.state() instanceof ServiceState.Stopped);
    }

    /** What the rules of states need to know. */
    public Situation situation() {
        Optional<Situation> worst = services.stream()
                .map(service -> fault(service.state()))
                .flatMap(Optional::stream)
                .findFirst();
        if (worst.isPresent()) {
            return worst.get();
        }
        if (!wanted) {
            return stopped() ? new Situation.Stopped(stoppedWhy) : new Situation.Stopping();
        }
        if (services.stream().anyMatch(service -> service.state() instanceof ServiceState.Stopping)) {
            return new Situation.Stopping();
        }
        return services.stream()
                .filter(service -> !(service.state() instanceof ServiceState.Running))
                .findFirst()
                .<Situation>map(service -> new Situation.Starting("starting " + service.name()))
                .orElseGet(() -> new Situation.Running(youngest()));
    }

    private static Optional<Situation> fault(ServiceState state) {
        return switch (state) {
            case ServiceState.Failed failed -> Optional.of(new Situation.Failed(failed.why()));
            case ServiceState.BackingOff backingOff ->
                Optional.of(new Situation.BackingOff(backingOff.count(), backingOff.why()));
            default -> Optional.empty();
        };
    }

    private Instant youngest() {
        return services.stream()
                .map(ServiceRunner::startedAt)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
