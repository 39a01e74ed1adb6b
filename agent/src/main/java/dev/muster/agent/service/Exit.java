package dev.muster.agent.service;

/** How a program ended, in words. */
final class Exit {
    private Exit() {}

    /** Java tells a death by signal n as 128 + n. */
    static String of(int code) {
        return code > 128 && code < 160 ? "was ended by signal " + (code - 128) : "ended with exit code " + code;
    }
}
