package dev.muster.aws.instance;

import dev.muster.agent.others.OtherSlots;
import dev.muster.agent.outlet.Outlet;
import dev.muster.agent.outlet.Place;
import dev.muster.agent.outlet.Stage;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Objects;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** AWS around an agent. Two threads: what is published may be slow, and life must not wait for it. */
final class InstanceOutlet implements Outlet {
    private final Here here;
    private final Cloud cloud;
    private final Metadata metadata;
    private final Machine machine;
    private final Self self;
    private final BucketSlots others;

    /**
     * What is the machine's own.
     *
     * @param bootId the kernel's file with another text after each start
     * @param bootLog what was written before the agent
     */
    record Machine(Path bootId, Path bootLog, InstantSource clock, RandomGenerator random) {}

    InstanceOutlet(Here here, Cloud cloud, Metadata metadata, Machine machine) {
        this.here = here;
        this.cloud = cloud;
        this.metadata = metadata;
        this.machine = machine;
        this.self = new Self(metadata);
        this.others = new BucketSlots(here, cloud.objects(here.bucket()));
    }

    OtherSlots others() {
        return others;
    }

    @Override
    public Place place() {
        return new Place(here.region().code(), self.known().orElse(null));
    }

    @Override
    public Opened open(Stage stage) {
        List<Worker> workers = workers(stage);
        workers.forEach(Worker::start);
        Farewell farewell = new Farewell(stage).attach();
        return () -> {
            workers.forEach(Worker::close);
            farewell.close();
        };
    }

    /** Not started yet: a test turns them by hand. */
    List<Worker> workers(Stage stage) {
        Trouble trouble = new Trouble(stage::event);
        ClockWatch watch = new ClockWatch(machine.clock(), stage::event);
        cloud.onDate(date -> {
            trouble.answered(machine.clock().instant());
            watch.seen(date);
        });
        return List.of(worker("life", life(stage), trouble), worker("publish", publish(stage), trouble));
    }

    private Worker worker(String name, List<Job> jobs, Trouble trouble) {
        return new Worker(name, jobs, trouble, machine.clock(), machine.random());
    }

    private List<Job> life(Stage stage) {
        LifeHook hook = new LifeHook(here, cloud.query("autoscaling"));
        Objects bucket = cloud.objects(here.bucket());
        return List.of(
                new LifeJob(stage, metadata, self, hook),
                new SignalJob(stage, here, self, cloud.query("cloudformation"), bucket, machine.bootId()),
                new HealthJob(stage, self, hook, new DiskTry(stage.slot().path().resolve("data"))::broken));
    }

    private List<Job> publish(Stage stage) {
        return List.of(
                new ReportJob(stage, here, self, cloud.objects(here.bucket())),
                new MetricsJob(stage, here, cloud.query("monitoring")),
                new LogsJob(
                        here,
                        cloud.jsonQuery("logs"),
                        sources(stage),
                        stage.slot().run().resolve("logs-sent.json"),
                        stage::event),
                new SecretsJob(stage, here, cloud.jsonQuery("secretsmanager")),
                new IdentityJob(
                        stage,
                        here,
                        new SlotIdentity(
                                cloud.jsonQuery("secretsmanager"),
                                here.deployment().text(),
                                here.slot())),
                others);
    }

    private List<LogSource> sources(Stage stage) {
        List<LogSource> all = new ArrayList<>();
        boolean one = stage.logs().size() == 1;
        stage.logs()
                .forEach((name, log) ->
                        all.add(new FileSource("node:" + name, "node", one ? "" : "[" + name + "] ", log)));
        all.add(new EventSource(stage.events()));
        all.add(new FileSource("agent", "agent", "", stage.agentLog()));
        all.add(new FileSource(
                "boot", "boot", "", new dev.muster.agent.log.LiveLog(machine.bootLog(), Long.MAX_VALUE, 1)));
        return all;
    }
}
