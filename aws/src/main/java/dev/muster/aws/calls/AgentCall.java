package dev.muster.aws.calls;

import java.util.List;

/**
 * A call to AWS that an agent makes.
 *
 * <p>Resources and condition values are in the form of {@code Fn::Sub}; words in single braces ({@code {deployment}})
 * are put in when the role is made.
 *
 * @param action such as {@code s3:GetObject}
 * @param resources what it may be made on
 * @param conditions under which it may be made; all must hold
 * @param why one sentence for a reviewer
 */
public record AgentCall(Need need, String action, List<String> resources, List<Condition> conditions, String why) {
    /**
     * A condition of IAM.
     *
     * @param operator such as {@code ArnEquals}
     */
    public record Condition(String operator, String key, String value) {}

    public AgentCall {
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    static AgentCall on(Need need, String action, String resource, String why, Condition... conditions) {
        return new AgentCall(need, action, List.of(resource), List.of(conditions), why);
    }
}
