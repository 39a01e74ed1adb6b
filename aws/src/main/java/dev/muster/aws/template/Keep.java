package dev.muster.aws.template;

/** What becomes of a thing when its resource is removed from the stack or replaced. */
public enum Keep {
    /** It goes with the resource. */
    DELETE("Delete"),
    /** It stays, whatever happens. */
    RETAIN("Retain"),
    /** It stays, unless the stack that was to make it fails: then nothing is lost with it. */
    RETAIN_EXCEPT_ON_CREATE("RetainExceptOnCreate");

    private final String word;

    Keep(String word) {
        this.word = word;
    }

    /** CloudFormation's word. */
    public String word() {
        return word;
    }
}
