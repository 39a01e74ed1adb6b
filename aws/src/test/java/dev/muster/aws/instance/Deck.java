package dev.muster.aws.instance;

import dev.muster.agent.history.Event;
import dev.muster.agent.history.EventLog;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.outlet.Stage;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.report.NodeReport;
import dev.muster.core.value.Name;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An agent as its outlet sees it, and the machine that both are on; the test turns everything by hand. */
final class Deck implements Stage, InstantSource {
    static final String BUCKET = "muster-123456789012-us-east-1";
    static final Here HERE = new Here(new Name("demo"), "1", new Region("us-east-1"), BUCKET);

    private final Path folder;
    private final EventLog events;
    private final Map<String, String> environment = new HashMap<>();
    private Instant now = Instant.now();
    private volatile @Nullable NodeReport report;
    private volatile String ended = "";
    private Instant rereadAsked = Instant.MIN;
    private int renewals;
    private List<Worker> workers = List.of();

    Deck(Path folder, URI aws, int metadata) throws IOException {
        this.folder = folder;
        this.events = new EventLog(folder.resolve("events"), 1 << 20);
        Files.createDirectories(folder.resolve("logs"));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("boot_id"), "first\n");
        environment.put("AWS_ENDPOINT_URL", aws.toString());
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + metadata);
        restart();
    }

    /** Another agent takes over: nothing is left but the files. */
    void restart() {
        InstanceOutlet outlet = InstanceWorld.outlet(
                HERE,
                environment,
                new InstanceOutlet.Machine(
                        folder.resolve("boot_id"), folder.resolve("boot.log"), this, new SplittableRandom(7)));
        workers = outlet.workers(this);
    }

    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            workers.forEach(Worker::round);
        }
    }

    /** So many seconds, each with its round. */
    void seconds(int count) {
        for (int i = 0; i < count; i++) {
            now = now.plusSeconds(1);
            rounds(1);
        }
    }

    /** Seconds until an event with these words has been told; what it says. */
    String until(String words, int most) throws IOException {
        for (int second = 0; second < most; second++) {
            seconds(1);
            for (String told : told()) {
                if (told.contains(words)) {
                    return told;
                }
            }
        }
        throw new AssertionError("not within " + most + " s: " + words + "; told were " + told());
    }

    /** The same without a round. */
    void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    void tell(NodeReport next) {
        report = next;
    }

    void write(String log, String text) throws IOException {
        Files.writeString(folder.resolve(log), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void last() {
        workers.forEach(Worker::last);
    }

    String ended() {
        return ended;
    }

    List<String> told() throws IOException {
        return events.tail(1000).stream().map(Event::message).toList();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public SlotFolder slot() {
        return new SlotFolder(folder);
    }

    @Override
    public Optional<NodeReport> report() {
        return Optional.ofNullable(report);
    }

    @Override
    public Map<String, LiveLog> logs() {
        return Map.of("node", new LiveLog(folder.resolve("logs/node.log"), 1 << 20, 2));
    }

    @Override
    public LiveLog agentLog() {
        return new LiveLog(folder.resolve("logs/agent.log"), 1 << 20, 2);
    }

    @Override
    public EventLog events() {
        return events;
    }

    @Override
    public void event(String type, String message) {
        try {
            events.append(Event.of(now, type, 1, message, Map.of()));
            // Two events of one moment are two moments here.
            now = now.plusNanos(1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant rereadAsked() {
        return rereadAsked;
    }

    @Override
    public void renew() {
        renewals++;
    }

    /** Somebody wants the secrets to be read again. */
    void askReread() {
        rereadAsked = now;
    }

    /** How often programs were to be given what is new. */
    int renewals() {
        return renewals;
    }

    @Override
    public void end(String why) {
        ended = why;
    }
}
