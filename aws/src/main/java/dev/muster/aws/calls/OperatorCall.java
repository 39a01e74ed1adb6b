package dev.muster.aws.calls;

import dev.muster.aws.calls.AgentCall.Condition;
import java.util.List;

/**
 * Calls to AWS that an operator makes, or CloudFormation in the operator's name, on the same things.
 *
 * <p>Words in single braces ({@code {deployment}}) are put in when a policy is made.
 *
 * @param cause what the calls are made for
 * @param actions such as {@code s3:PutObject}; {@code ec2:Describe*} where the calls cannot be told beforehand
 * @param resources what they may be made on
 * @param conditions under which they may be made; several with the same key mean one of them
 * @param why one sentence for a reviewer
 */
public record OperatorCall(
        Cause cause, List<String> actions, List<String> resources, List<Condition> conditions, String why) {
    /** What calls are made for. */
    public sealed interface Cause {}

    /**
     * A kind of resource in the templates.
     *
     * @param type such as {@code AWS::EC2::Volume}
     */
    public record Kind(String type) implements Cause {}

    /** What a command does itself, or what a spec wants of a kind. */
    public enum Duty implements Cause {
        /** Change sets, stacks and their events. */
        STACKS,
        /** What nodes read from the bucket, and what they tell there. */
        ASSETS,
        /** Looks at what is there: nothing left, what is quota, which zones. */
        LOOK,
        /** Tags what it makes. */
        TAGS,
        /** Asks once for the newest image. */
        PUBLIC_IMAGE,
        /** Makes security groups in a VPC that is there already. */
        STANDING_VPC,
        /** Secrets of nodes, outside of stacks; it cannot read them. */
        SECRETS,
        /** A self-signed certificate, imported before the stack. */
        CERTIFICATE,
        /** Gives nodes a role that is there already. */
        GIVEN_ROLE,
        /** Makes roles within a permissions boundary. */
        BOUNDED_ROLES,
        /** Makes roles, none of which has a boundary. */
        FREE_ROLES,
        /** Volumes under the user's own key. */
        VOLUME_KEY,
        /** Volumes made of a snapshot. */
        SNAPSHOT,
        /** Instances of the spot market. */
        SPOT,
        /** Run Command and Session Manager on the deployment's instances. */
        NODES
    }

    public OperatorCall {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }
}
