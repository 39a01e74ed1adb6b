package dev.muster.testnodes.rpc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Who may call: any number of users, each with a way to check a password. Without a user nobody may. */
public final class Credentials {
    private final List<BiPredicate<String, String>> users = new ArrayList<>();

    public Credentials add(BiPredicate<String, String> user) {
        users.add(user);
        return this;
    }

    public Credentials add(String name, String password) {
        return add((user, given) -> user.equals(name) && given.equals(password));
    }

    /** Whether the text of an {@code Authorization} header names a user and the right password. */
    boolean accept(String header) {
        return decode(header)
                .filter(pair -> pair.length == 2)
                .map(pair -> users.stream().anyMatch(user -> user.test(pair[0], pair[1])))
                .orElse(false);
    }

    private static Optional<String[]> decode(String header) {
        if (!header.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder().decode(header.substring(6).strip());
            return Optional.of(new String(pair, StandardCharsets.UTF_8).split(":", 2));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
