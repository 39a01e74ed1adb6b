package dev.muster.core.blueprint;

import java.util.Optional;

/**
 * A value nobody but the node may see.
 *
 * @param generate how many random bytes Muster makes itself (written as hexadecimal); empty: the user gives it
 * @param required whether a node cannot start without it
 * @param environment whether the software knows no way but an environment variable
 * @param renew how a program that runs takes a new value: {@link #RESTART}, {@link #REREAD} or a signal's name
 */
public record SecretDef(
        String name, String help, Optional<Integer> generate, boolean required, boolean environment, String renew) {
    /** It is started anew. */
    public static final String RESTART = "restart";

    /** It reads its files again by itself. */
    public static final String REREAD = "reread";
}
