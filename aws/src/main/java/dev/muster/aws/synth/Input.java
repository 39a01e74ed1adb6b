package dev.muster.aws.synth;

import java.util.Optional;

/** Where a parameter of a stack gets its value. What only an account can tell is asked when the stack is made. */
public sealed interface Input {
    /** Known already. */
    record Given(String value) implements Input {}

    /**
     * The newest image under a public parameter of Systems Manager; asked once, then kept until an upgrade.
     *
     * @param path name of the public parameter
     */
    record PublicImage(String path) implements Input {}

    /** An output of another stack in the region. */
    record OutputOf(String stack, String output) implements Input {}

    /** The region's default VPC. */
    record DefaultVpc() implements Input {}

    /** The default VPC's subnet in a zone. */
    record DefaultSubnet(String zone) implements Input {}

    /** The zone a subnet lies in. */
    record ZoneOf(String subnet) implements Input {}

    /**
     * The first address range of a VPC.
     *
     * @param vpc its id; {@code default} for the default one
     */
    record CidrOf(String vpc) implements Input {}

    /**
     * A certificate that is made and imported before the stack and deleted after it.
     *
     * @param arn of the one there is
     */
    record SelfSigned(String deployment, Optional<String> arn) implements Input {
        /** One that nobody has looked for. */
        public SelfSigned(String deployment) {
            this(deployment, Optional.empty());
        }
    }

    /** How many nodes run there now, or else the number given. */
    record Running(int fallback) implements Input {}

    /** The value if it is known without asking; else a word in angle brackets that says what is missing. */
    default String text() {
        return switch (this) {
            case Given given -> given.value();
            case PublicImage image -> "<image of " + image.path() + ">";
            case OutputOf output -> "<output " + output.output() + " of stack " + output.stack() + ">";
            case DefaultVpc vpc -> "<id of the default VPC>";
            case DefaultSubnet subnet -> "<id of the default subnet in " + subnet.zone() + ">";
            case ZoneOf zone -> "<zone of " + zone.subnet() + ">";
            case CidrOf cidr -> "<address range of the VPC " + cidr.vpc() + ">";
            case SelfSigned certificate ->
                certificate
                        .arn()
                        .orElseGet(() -> "<ARN of the self-signed certificate of " + certificate.deployment() + ">");
            case Running running -> String.valueOf(running.fallback());
        };
    }

    /** Whether {@link #text} is the value and not a word for it. */
    default boolean known() {
        return this instanceof Given
                || this instanceof Running
                || (this instanceof SelfSigned made && made.arn().isPresent());
    }
}
