package dev.muster.core.text;

/** A template names something that is not there, or a value cannot stand where the template puts it. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, with the template's name and line */
    public TemplateException(String message) {
        super(message);
    }
}
