package dev.muster.agent.probe;

/** A question that got no usable answer; the message is a sentence for a person and holds no credentials. */
public class ProbeException extends Exception {
    private static final long serialVersionUID = 1L;

    public ProbeException(String sentence) {
        super(sentence);
    }

    /** The sentence; never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
