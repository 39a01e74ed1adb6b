package dev.muster.agent.identity;

import dev.muster.agent.identity.IdentityArchive.Kept;
import dev.muster.agent.identity.IdentityStore.Found;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Copies each file of a node's identity once. A file that is in the copy is never written to it again, so that no other
 * identity can take its place; files that the node makes later are added.
 */
public final class IdentityCopy {
    /** What is larger is not even read: packed, it would still be many times too large. */
    private static final long READS = 8L << 20;

    private final IdentityFiles files;
    private final IdentityStore store;
    private final int most;
    private final BiConsumer<String, String> events;
    private final Set<String> tooLarge = new HashSet<>();
    private boolean another;
    private boolean deleted;

    /**
     * @param most bytes that the store takes
     * @param events told of type and message
     */
    public IdentityCopy(IdentityFiles files, IdentityStore store, int most, BiConsumer<String, String> events) {
        this.files = files;
        this.store = store;
        this.most = most;
        this.events = events;
    }

    /** Files that have no copy yet, without what cannot have one. */
    public SortedMap<String, Path> fresh() throws IOException {
        SortedMap<String, Path> fresh = new TreeMap<>(another ? Map.of() : files.there());
        fresh.keySet().removeAll(tooLarge);
        if (!fresh.isEmpty()) {
            IdentityMark.read(files.volume()).ifPresent(mark -> fresh.keySet().removeAll(mark.files()));
        }
        return fresh;
    }

    /**
     * Copies what has no copy yet. The files must not change meanwhile.
     *
     * @throws IOException if a file cannot be read or the copy cannot be understood
     */
    public void run() throws IOException {
        SortedMap<String, Kept> fresh = read(fresh());
        if (fitting(new TreeMap<>(), fresh).isEmpty()) {
            return;
        }
        switch (store.look()) {
            case Found.None none -> create(fresh);
            case Found.Unknown unknown -> create(fresh);
            case Found.Empty empty -> put(new TreeMap<>(), fresh);
            case Found.Kept kept -> add(kept, fresh);
            case Found.Deleted gone -> wait(store.name() + " is being deleted; the copy is made once it is gone");
        }
    }

    private void wait(String why) {
        if (!deleted) {
            deleted = true;
            events.accept("trouble", "the node's identity has no copy: " + why);
        }
    }

    private void create(SortedMap<String, Kept> fresh) throws IOException {
        SortedMap<String, Kept> all = fitting(new TreeMap<>(), fresh);
        Optional<String> version = store.create(Optional.of(IdentityArchive.pack(all)));
        if (version.isPresent()) {
            copied(version.get(), all.keySet(), all.keySet());
            return;
        }
        switch (store.look()) {
            case Found.Kept kept -> add(kept, fresh);
            case Found.Empty empty -> put(new TreeMap<>(), fresh);
            // Whatever is there, it is not written over unseen.
            default -> throw new IOException(store.name() + " is there and cannot be read");
        }
    }

    private void put(SortedMap<String, Kept> before, SortedMap<String, Kept> fresh) throws IOException {
        SortedMap<String, Kept> more = fitting(before, fresh);
        if (!more.isEmpty()) {
            SortedMap<String, Kept> all = new TreeMap<>(before);
            all.putAll(more);
            copied(store.put(IdentityArchive.pack(all)), all.keySet(), more.keySet());
        }
    }

    private void copied(String version, Set<String> all, Set<String> fresh) throws IOException {
        IdentityMark.of(version, all).write(files.volume());
        events.accept(
                "identity",
                "the node's identity (" + String.join(", ", fresh) + ") was copied to " + store.name()
                        + "; what changes in it later is not");
    }

    private void add(Found.Kept found, SortedMap<String, Kept> fresh) throws IOException {
        SortedMap<String, Kept> kept = IdentityArchive.unpack(found.archive());
        boolean known = IdentityMark.read(files.volume())
                .filter(mark -> mark.version().equals(found.version()))
                .isPresent();
        if (!known && !same(kept)) {
            another = true;
            events.accept(
                    "trouble",
                    "the identity on the volume is another than the copy in " + store.name()
                            + "; the node goes on with the volume's, and neither is written over");
            return;
        }
        SortedMap<String, Kept> more = new TreeMap<>(fresh);
        more.keySet().removeAll(kept.keySet());
        if (fitting(kept, more).isEmpty()) {
            IdentityMark.of(found.version(), kept.keySet()).write(files.volume());
        } else {
            put(kept, more);
        }
    }

    /** Whether all of the copy is on the volume as it was copied. */
    private boolean same(SortedMap<String, Kept> kept) throws IOException {
        SortedMap<String, Path> there = files.there();
        for (Map.Entry<String, Kept> file : kept.entrySet()) {
            Path path = there.get(file.getKey());
            if (path == null || !Kept.of(path).checksum().equals(file.getValue().checksum())) {
                return false;
            }
        }
        return true;
    }

    private SortedMap<String, Kept> read(SortedMap<String, Path> paths) throws IOException {
        SortedMap<String, Kept> all = new TreeMap<>();
        for (List<String> unit : files.units(paths.keySet())) {
            long bytes = 0;
            for (String file : unit) {
                bytes += Files.size(path(file));
            }
            if (bytes > READS) {
                tooLarge(unit, bytes);
            } else {
                for (String file : unit) {
                    all.put(file, Kept.of(path(file)));
                }
            }
        }
        return all;
    }

    private Path path(String file) {
        return files.volume().resolve(file);
    }

    /** What of the fresh files fits beside those before: the smallest first, and each unit whole or not at all. */
    private SortedMap<String, Kept> fitting(SortedMap<String, Kept> before, SortedMap<String, Kept> fresh)
            throws IOException {
        SortedMap<String, Kept> all = new TreeMap<>(before);
        SortedMap<String, Kept> taken = new TreeMap<>();
        List<SortedMap<String, Kept>> units = new ArrayList<>();
        for (List<String> names : files.units(fresh.keySet())) {
            SortedMap<String, Kept> unit = new TreeMap<>(fresh);
            unit.keySet().retainAll(names);
            units.add(unit);
        }
        units.sort(Comparator.comparingLong(IdentityCopy::bytes));
        for (SortedMap<String, Kept> unit : units) {
            SortedMap<String, Kept> with = new TreeMap<>(all);
            with.putAll(unit);
            if (IdentityArchive.pack(with).length <= most) {
                all = with;
                taken.putAll(unit);
            } else {
                tooLarge(unit.keySet(), bytes(unit));
            }
        }
        return taken;
    }

    private static long bytes(SortedMap<String, Kept> unit) {
        return unit.values().stream().mapToLong(file -> file.bytes().length).sum();
    }

    private void tooLarge(Collection<String> unit, long bytes) {
        if (tooLarge.addAll(unit)) {
            events.accept(
                    "trouble",
                    "the node's identity (" + String.join(", ", unit) + ", " + new ByteSize(bytes) + ") has no copy: "
                            + store.name()
                            + " takes " + new ByteSize(most)
                            + " packed; make one yourself, such as snapshots of the volume");
        }
    }
}
