package dev.muster.core.blueprint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One way to get a program. Strings may hold template variables such as {@code {{version}}} and {@code {{arch}}}. */
public sealed interface InstallMethod {
    /** {@code download}, {@code package}, {@code container}, {@code build} or {@code npm}. */
    String kind();

    /** Networks it serves; empty for all. */
    List<String> networks();

    /** Whether it gives a program that may run on a network. */
    default boolean serves(String network) {
        return networks().isEmpty() || networks().contains(network);
    }

    /** How its container is run; empty if it gives none. */
    default Optional<Inside> inside() {
        return Optional.empty();
    }

    /**
     * An archive or file from the publisher.
     *
     * @param url where it lies
     * @param archs the publisher's word for each architecture ({@code x86_64}, {@code aarch64}) it is made for
     * @param checksums by architecture, {@code sha256:...} or {@code sha512:...}; may be empty if {@code sums} is given
     * @param sums where the publisher's file of checksums lies ({@code SHA256SUMS} form), read at install
     * @param program path of the program inside the archive, after its single top folder is taken away
     */
    record Download(
            String url,
            Map<String, String> archs,
            Map<String, String> checksums,
            Optional<String> sums,
            String program,
            List<String> networks)
            implements InstallMethod {
        /** For all networks. */
        public Download(
                String url,
                Map<String, String> archs,
                Map<String, String> checksums,
                Optional<String> sums,
                String program) {
            this(url, archs, checksums, sums, program, List.of());
        }

        @Override
        public String kind() {
            return "download";
        }
    }

    /**
     * A package of the distribution (Debian's apt).
     *
     * @param program absolute path of the program once installed
     */
    record DistroPackage(String name, String program, List<String> networks) implements InstallMethod {
        /** For all networks. */
        public DistroPackage(String name, String program) {
            this(name, program, List.of());
        }

        @Override
        public String kind() {
            return "package";
        }
    }

    /**
     * A container image.
     *
     * @param image repository with registry, without tag
     * @param tag what people call the version; may be empty if digests are given
     * @param digests by architecture or {@code *} for a multi-architecture index, {@code sha256:...}; templates, so
     *     that a setting can give one that the blueprint does not know
     * @param run how it is run
     */
    record Container(String image, String tag, Map<String, String> digests, Inside run, List<String> networks)
            implements InstallMethod {
        /** One on the machine's network, without GPU, for all networks. */
        public Container(
                String image, String tag, Map<String, String> digests, String mount, Optional<String> program) {
            this(image, tag, digests, new Inside(mount, program, Map.of(), ""), List.of());
        }

        /** See {@link Inside#mount}. */
        public String mount() {
            return run.mount();
        }

        /** See {@link Inside#program}. */
        public Optional<String> program() {
            return run.program();
        }

        @Override
        public String kind() {
            return "container";
        }

        @Override
        public Optional<Inside> inside() {
            return Optional.of(run);
        }
    }

    /**
     * A container image built on the node from a folder of the user.
     *
     * @param folder template; the folder with a Dockerfile; blank: the method does not fit
     * @param run how it is run
     */
    record Build(String folder, Inside run, List<String> networks) implements InstallMethod {
        @Override
        public String kind() {
            return "build";
        }

        @Override
        public Optional<Inside> inside() {
            return Optional.of(run);
        }
    }

    /**
     * How a container is run.
     *
     * @param mount where the volume {@code data} is mounted inside
     * @param program the program inside the container, in place of the image's own start; empty for that
     * @param publish ports of the blueprint by name and the number that the program inside listens on; then the
     *     container has a network of its own, and only these are reached from outside; empty: the machine's network
     * @param gpu template; {@code true} gives it all GPUs; empty for none
     */
    record Inside(String mount, Optional<String> program, Map<String, Integer> publish, String gpu) {
        public Inside {
            publish = Map.copyOf(publish);
        }
    }

    /**
     * A package of the npm registry; npm checks its integrity.
     *
     * @param program path below the installation folder
     */
    record Npm(String name, String version, String program, List<String> networks) implements InstallMethod {
        /** For all networks. */
        public Npm(String name, String version, String program) {
            this(name, version, program, List.of());
        }

        @Override
        public String kind() {
            return "npm";
        }
    }
}
