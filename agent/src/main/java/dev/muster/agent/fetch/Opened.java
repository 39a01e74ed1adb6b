package dev.muster.agent.fetch;

import java.util.Optional;

/** What came of a request for a part. */
sealed interface Opened {
    /**
     * Bytes come.
     *
     * @param skip how many to pass over, since the server knows no parts
     */
    record Bytes(long skip) implements Opened {}

    /** Later. */
    record Later(Again again) implements Opened {}

    /** Never. */
    record Refused(String why) implements Opened {}

    static Opened of(Answer answer) {
        return switch (answer) {
            case Answer.Later(String why, var asked) ->
                new Later(new Again(why, asked, java.util.OptionalLong.empty()));
            case Answer.Refused(String why) -> new Refused(why);
            case Answer.Afresh(String why) ->
                new Later(new Again(why, Optional.empty(), java.util.OptionalLong.empty()));
            case Answer.Take _, Answer.Whole _ -> new Refused("the server answered what was not asked");
        };
    }
}
