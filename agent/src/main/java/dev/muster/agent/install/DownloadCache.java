package dev.muster.agent.install;

import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.Fetcher;
import dev.muster.agent.fetch.Sums;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Downloads that are shared by all deployments; each is checked whenever it is used. */
record DownloadCache(Path folder, Fetcher fetcher, Progress progress) {
    private static final int DIGITS = 16;
    private static final int LARGEST_SUMS = 1 << 20;

    /** Keeps others from fetching the same file. */
    Held lock(DownloadRecipe recipe) {
        Path file = folder.resolve("." + Shelf.fingerprint(recipe.identity()) + ".lock");
        return Held.of(
                file, holder -> progress.phase("wait", "waiting for " + holder + " to fetch " + recipe.fileName()));
    }

    /**
     * The file, with the right checksum.
     *
     * @throws MusterException if it cannot be had, or has another checksum; then it is deleted
     */
    Path get(DownloadRecipe recipe) throws IOException {
        Checksum expected = recipe.checksum().isPresent() ? recipe.checksum().get() : published(recipe);
        Path file = folder.resolve(expected.hex().substring(0, DIGITS) + "-" + recipe.fileName());
        if (Files.exists(file) && expected.equals(expected.of(file))) {
            return file;
        }
        Files.deleteIfExists(file);
        fetch(recipe, file);
        check(recipe, expected, file);
        return file;
    }

    private void fetch(DownloadRecipe recipe, Path file) {
        String message = "fetching " + recipe.fileName();
        progress.phase("download", message + " from " + recipe.url().getHost());
        fetcher.toFile(recipe.url(), file, (done, total, note) -> {
            if (note.isEmpty()) {
                progress.bytes("download", message, done, total);
            } else {
                progress.phase("download", note);
            }
        });
    }

    private void check(DownloadRecipe recipe, Checksum expected, Path file) throws IOException {
        progress.phase("check", "checking " + recipe.fileName());
        Checksum actual = expected.of(file);
        if (!actual.equals(expected)) {
            Files.delete(file);
            throw MusterException.failed(
                    recipe.url() + " is not the file it should be: expected " + expected + ", got " + actual
                            + "; it was deleted",
                    "Try again. If it happens again, do not use it: tell its publisher, or the blueprint's author if"
                            + " the publisher replaced the file.");
        }
    }

    private Checksum published(DownloadRecipe recipe) {
        URI sums = recipe.sums().orElseThrow();
        progress.phase("download", "fetching checksums from " + sums.getHost());
        Path scratch = folder.resolve("." + Shelf.fingerprint(recipe.identity()) + ".sums");
        String text = fetcher.text(sums, scratch, LARGEST_SUMS);
        return Sums.find(text, recipe.fileName()).orElseThrow(() -> unlisted(recipe, sums, Sums.names(text)));
    }

    private static MusterException unlisted(DownloadRecipe recipe, URI sums, List<String> names) {
        return MusterException.failed(
                sums + " has no checksum for " + recipe.fileName() + " among its " + names.size()
                        + "; nothing was installed",
                "Check the version: the publisher may not offer it for this architecture.");
    }
}
