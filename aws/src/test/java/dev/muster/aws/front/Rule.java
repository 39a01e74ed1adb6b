package dev.muster.aws.front;

import java.io.IOException;
import java.util.Optional;

/** Something that AWS does and the emulator does not, or something that goes wrong. */
public interface Rule {
    /** Answers in the emulator's place, or lets the call through. */
    default Optional<Answer> before(Call call, Emulator emulator) throws IOException {
        return Optional.empty();
    }

    /** Changes the emulator's answer. */
    default Answer after(Call call, Answer answer, Emulator emulator) throws IOException {
        return answer;
    }

    /** Forgets what it has seen. */
    default void reset() {}
}
