package dev.muster.aws.front;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A template in the call itself has 51,200 bytes at most. */
final class BodySize implements Rule {
    private static final int MOST = 51_200;

    @Override
    public Optional<Answer> before(Call call, Emulator emulator) {
        return call.value("TemplateBody")
                .filter(body -> body.getBytes(StandardCharsets.UTF_8).length > MOST)
                .map(body -> Answer.refusal(
                        call,
                        400,
                        "ValidationError",
                        "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must"
                                + " have length less than or equal to 51200"));
    }
}
