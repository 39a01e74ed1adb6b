package dev.muster.testnodes.options;

/**
 * {@code name}, {@code noname}, {@code section.name} or {@code section.noname} taken apart.
 *
 * <p>Source: {@code InterpretKey} in src/common/args.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
record KeyName(String section, String name, boolean negated) {

    static KeyName of(String key) {
        int dot = key.indexOf('.');
        String section = dot < 0 ? "" : key.substring(0, dot);
        String name = key.substring(dot + 1);
        return name.startsWith("no")
                ? new KeyName(section, name.substring(2), true)
                : new KeyName(section, name, false);
    }
}
