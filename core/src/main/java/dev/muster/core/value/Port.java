package dev.muster.core.value;

/**
 * A TCP or UDP port a service can listen on.
 *
 * @param number 1 to 65,535
 */
public record Port(int number) {
    public Port {
        if (number < 1 || number > 65_535) {
            throw new InvalidValueException(number + " is not a port; ports are 1 to 65535");
        }
    }

    /** @throws InvalidValueException if the text is not a whole number from 1 to 65,535 */
    public static Port parse(String text) {
        try {
            return new Port(Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            throw new InvalidValueException("\"" + text + "\" is not a port; ports are 1 to 65535");
        }
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
