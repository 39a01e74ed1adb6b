package dev.muster.agent.identity;

import dev.muster.agent.files.Whole;
import dev.muster.agent.identity.IdentityArchive.Kept;
import dev.muster.agent.identity.IdentityStore.Found;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts a copied identity onto a volume that has none, before the node's first start there. All of it is laid beside its
 * place first, so that a machine that is switched off in between leaves all of it or none.
 */
public final class PutBack {
    private static final String STAGE = ".muster-identity";

    /** In the stage once all of it is there. */
    private static final String WHOLE = "version";

    private final IdentityFiles files;
    private final IdentityStore store;
    private final Owner owner;

    /** Gives files to the user that the node runs as. */
    @FunctionalInterface
    public interface Owner {
        /** Files and folders, without what is in them. */
        void give(List<Path> paths);
    }

    public PutBack(IdentityFiles files, IdentityStore store, Owner owner) {
        this.files = files;
        this.store = store;
        this.owner = owner;
    }

    /**
     * Does it.
     *
     * @return what was done, for people
     * @throws MusterException if there may be a copy and it cannot be had: the node would make itself another self
     */
    public String run() throws IOException {
        Path stage = files.volume().resolve(STAGE);
        boolean staged = Files.exists(stage.resolve(WHOLE));
        if (!staged) {
            Whole.remove(stage);
            if (!files.there().isEmpty()) {
                return "the volume has one";
            }
        }
        if (staged) {
            return moved(stage);
        }
        return switch (store.look()) {
            case Found.Kept kept -> {
                stage(stage, kept);
                yield moved(stage);
            }
            case Found.None none -> "none yet: the node makes one";
            case Found.Empty empty -> "none yet: the node makes one";
            case Found.Deleted deleted -> "the copy was deleted: the node makes another one";
            case Found.Unknown unknown -> reserve(unknown.why());
        };
    }

    /** Making the place tells whether it was there. */
    private String reserve(String why) {
        if (store.create(java.util.Optional.empty()).isEmpty()) {
            throw MusterException.failed(
                    store.name() + " is there and cannot be read: " + why
                            + "; nothing was started, since the node would make itself another identity",
                    "let the instance's role read it, or delete it if the node shall have another identity");
        }
        return "none yet: the node makes one";
    }

    private void stage(Path stage, Found.Kept found) throws IOException {
        SortedMap<String, Kept> all = IdentityArchive.unpack(found.archive());
        List<Path> made = new ArrayList<>();
        folders(stage, made);
        for (Map.Entry<String, Kept> file : all.entrySet()) {
            if (!files.covers(file.getKey())) {
                throw MusterException.failed(
                        store.name() + " holds \"" + file.getKey() + "\", which is no path of the node's identity",
                        "look at it, and delete it if it is none of the node's");
            }
            Path at = stage.resolve("files").resolve(file.getKey()).normalize();
            folders(at.resolveSibling("."), made);
            write(at, file.getValue());
            made.add(at);
        }
        owner.give(made);
        // Last: it says that all the rest is there.
        Whole.write(stage.resolve(WHOLE), found.version());
    }

    private static void write(Path at, Kept file) throws IOException {
        try (FileChannel out = FileChannel.open(at, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rw-------"));
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(file.bytes());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.setPosixFilePermissions(at, file.rights());
    }

    /** Makes folders for the node alone. */
    private static void folders(Path path, List<Path> made) throws IOException {
        Path folder = path.normalize();
        if (!Files.isDirectory(folder)) {
            Path parent = folder.getParent();
            if (parent != null) {
                folders(parent, made);
            }
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            made.add(folder);
        }
    }

    private String moved(Path stage) throws IOException {
        String version = Whole.read(stage.resolve(WHOLE)).orElse("").strip();
        Path from = stage.resolve("files");
        SortedMap<String, Path> left = new IdentityFiles(from, files.paths()).there();
        List<Path> made = new ArrayList<>();
        for (Map.Entry<String, Path> file : left.entrySet()) {
            Path to = files.volume().resolve(file.getKey());
            folders(to.resolveSibling("."), made);
            Files.move(file.getValue(), to, StandardCopyOption.ATOMIC_MOVE);
        }
        SortedMap<String, Path> there = new TreeMap<>(files.there());
        made.add(IdentityMark.of(version, there.keySet()).write(files.volume()));
        owner.give(made);
        Whole.remove(stage);
        return String.join(", ", there.keySet()) + " put back from " + store.name();
    }
}
