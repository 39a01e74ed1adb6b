package dev.muster.core.value;

/** Words for what processors are made to. Inside, and in blueprints, the kernel's are used. */
public final class Architecture {
    private Architecture() {}

    /** The kernel's word for one of Java's or AWS's: {@code x86_64}, {@code aarch64}. */
    public static String kernel(String word) {
        return switch (word) {
            case "amd64", "x86-64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> word;
        };
    }

    /** The spec's word for one of the kernel's, which is also AWS's, and what users are told: {@code arm64}. */
    public static String spec(String kernel) {
        return kernel.equals("aarch64") ? "arm64" : kernel;
    }
}
