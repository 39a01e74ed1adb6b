package dev.muster.core.value;

/** A text is not of the form its type asks for; the message says what the form is, for a person. */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what would be right, without the place */
    public InvalidValueException(String message) {
        super(message);
    }
}
