package dev.muster.testnodes.options;

import dev.muster.testnodes.Refusal;

/**
 * What was given for an option: a text, or a negation ({@code -nofoo}).
 *
 * <p>Source: {@code InterpretValue} and {@code InterpretBool} in src/common/args.cpp of bitcoin/bitcoin at
 * 1b3d58f128a5, read 2026-11-22.
 */
record Value(String text, boolean negated) {

    /** The value of an option given with or without {@code =text}. */
    static Value interpret(KeyName key, Option option, boolean given, String text) throws Refusal {
        if (key.negated()) {
            return negation(key, option, given, text);
        }
        if (!given && !option.mayStandAlone()) {
            throw new Refusal(
                    "Can not set -%1$s with no value. Please specify value with -%1$s=value.".formatted(key.name()));
        }
        return new Value(text, false);
    }

    private static Value negation(KeyName key, Option option, boolean given, String text) throws Refusal {
        if (!option.negatable()) {
            throw new Refusal("Negating of -%s is meaningless and therefore forbidden".formatted(key.name()));
        }
        boolean doubleNegative = given && !truth(text);
        return doubleNegative ? new Value("1", false) : new Value("0", true);
    }

    boolean truth() {
        return truth(text);
    }

    private static boolean truth(String text) {
        return text.isEmpty() || number(text) != 0;
    }

    /** As C's atoi: the digits at the start, else 0. */
    private static long number(String text) {
        String digits = text.strip().replaceFirst("^([+-]?\\d{1,18}).*$", "$1");
        return digits.matches("[+-]?\\d+") ? Long.parseLong(digits) : 0;
    }
}
