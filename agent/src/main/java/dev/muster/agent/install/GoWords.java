package dev.muster.agent.install;

/** Architectures as Go, Debian and container images call them. */
final class GoWords {
    private GoWords() {}

    /** {@code amd64} for {@code x86_64}, {@code arm64} for {@code aarch64}. */
    static String architecture(String kernel) {
        return switch (kernel) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> kernel;
        };
    }
}
