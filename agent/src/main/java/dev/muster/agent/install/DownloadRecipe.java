package dev.muster.agent.install;

import dev.muster.agent.archive.ArchiveKind;
import dev.muster.agent.fetch.Checksum;
import dev.muster.core.blueprint.InstallMethod.Download;
import dev.muster.core.blueprint.Version;
import dev.muster.core.value.Architecture;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A download with all its variables filled in.
 *
 * @param checksum if it is known before
 * @param sums where it is read otherwise
 * @param program below the unpacked folder
 */
record DownloadRecipe(
        URI url,
        ArchiveKind archive,
        Optional<Checksum> checksum,
        Optional<URI> sums,
        String program,
        Optional<String> version) {

    /** Decides. Pure. */
    static Choice<DownloadRecipe> of(
            String service, Download method, String architecture, Wanted wanted, Template template) {
        String arch = method.archs().get(architecture);
        if (arch == null) {
            return Choice.not("there is none for " + Architecture.spec(architecture) + ", only for "
                    + method.archs().keySet().stream()
                            .map(Architecture::spec)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        Map<String, String> more = Map.of("arch", arch);
        URI url = URI.create(template.render(method.url(), more));
        Optional<URI> sums = method.sums().map(it -> URI.create(template.render(it, more)));
        Optional<Checksum> checksum = known(service, method, architecture, wanted);
        if (checksum.isEmpty() && sums.isEmpty()) {
            return Choice.not("no checksum for " + Architecture.spec(architecture)
                    + wanted.number().map(number -> " of version " + number).orElse("") + " is known");
        }
        if (checksum.isEmpty() && !trusted(sums.orElseThrow())) {
            return Choice.not("its checksums come over plain HTTP, which proves nothing");
        }
        return ArchiveKind.ofName(fileName(url))
                .<Choice<DownloadRecipe>>map(kind -> new Choice.Fits<>(new DownloadRecipe(
                        url, kind, checksum, sums, template.render(method.program(), more), wanted.number())))
                .orElseGet(() -> Choice.not(fileName(url) + " is packed in a way that Muster does not read"));
    }

    /** The version's own checksum, else the method's, which is for the default version. */
    private static Optional<Checksum> known(String service, Download method, String architecture, Wanted wanted) {
        Map<String, String> ofVersion = wanted.version().map(Version::checksums).orElse(Map.of());
        Map<String, String> ofMethod = wanted.isDefault() ? method.checksums() : Map.of();
        return Stream.of(
                        Optional.ofNullable(ofVersion.get(service + "/" + architecture)),
                        Optional.ofNullable(ofVersion.get(architecture)),
                        Optional.ofNullable(ofMethod.get(architecture)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Checksum::parse);
    }

    /** HTTPS, or a server on this machine. */
    private static boolean trusted(URI sums) {
        return "https".equals(sums.getScheme())
                || List.of("127.0.0.1", "localhost", "[::1]").contains(sums.getHost());
    }

    /** The file's name as its publisher calls it. */
    String fileName() {
        return fileName(url);
    }

    private static String fileName(URI url) {
        Path name = Path.of(url.getPath()).getFileName();
        return name == null ? "download" : name.toString();
    }

    /** See {@link Way#identity}. */
    List<String> identity() {
        return List.of(
                "download",
                url.toString(),
                checksum.map(Checksum::toString)
                        .or(() -> sums.map(URI::toString))
                        .orElse(""),
                program);
    }
}
