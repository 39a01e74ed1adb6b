package dev.muster.agent.install;

import dev.muster.agent.archive.ArchiveKind;
import dev.muster.agent.archive.Budget;
import dev.muster.agent.archive.Unpacker;
import dev.muster.agent.archive.UnsafeArchiveException;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Turns a checked download into files. */
record Unpacking(DownloadRecipe recipe, InstallContext context) {
    private static final String FILES = "files";
    private static final int SHOWN = 5;

    /**
     * Unpacks into {@code staging/files}.
     *
     * @return the program's path below staging
     * @throws MusterException if the archive is unsafe or has no such program
     */
    String into(Path staging, Path archive) throws IOException {
        context.tell("unpack", "unpacking " + recipe.fileName());
        Path files = staging.resolve(FILES);
        if (recipe.archive() == ArchiveKind.BARE) {
            return bare(files, archive);
        }
        unpack(staging.resolve("unpacked"), files, archive);
        return program(files);
    }

    private String bare(Path files, Path program) throws IOException {
        String name = recipe.program().isEmpty() ? recipe.fileName() : recipe.program();
        Path target = files.resolve(name);
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(program, target);
        ProgramFile.makeExecutable(target);
        return FILES + "/" + name;
    }

    private void unpack(Path unpacked, Path files, Path archive) throws IOException {
        Files.createDirectories(unpacked);
        Budget budget = Budget.ofFreeSpace(context.machine().freeSpace().applyAsLong(unpacked));
        Progress progress = new Progress(context);
        try {
            Unpacker.unpack(
                    archive,
                    recipe.archive(),
                    unpacked,
                    budget,
                    bytes -> progress.bytes("unpack", "unpacking " + recipe.fileName(), bytes, OptionalLong.empty()));
        } catch (UnsafeArchiveException e) {
            throw new MusterException(
                    MusterException.Exit.FAILED,
                    recipe.fileName() + " is not unpacked: " + e.getMessage(),
                    "Tell its publisher; do not unpack it by hand.",
                    e);
        }
        Files.move(Folders.withoutSingleTop(unpacked), files);
        Folders.delete(unpacked);
    }

    private String program(Path files) throws IOException {
        Path program = files.resolve(recipe.program()).normalize();
        if (!program.startsWith(files) || !Files.isRegularFile(program)) {
            List<String> there = Folders.list(files).stream()
                    .limit(SHOWN)
                    .map(path -> String.valueOf(path.getFileName()))
                    .toList();
            throw MusterException.failed(
                    recipe.fileName() + " has no \"" + recipe.program() + "\" in it; at its top are "
                            + String.join(", ", there),
                    "The blueprint's program path is wrong for this version.");
        }
        ProgramFile.makeExecutable(program);
        return FILES + "/" + recipe.program();
    }
}
