package dev.muster.cli;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Runs one command. {@code --version} is answered before anything else is loaded. */
    public static void main(String[] args) {
        System.out.println("muster " + version());
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
