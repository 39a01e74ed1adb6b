package dev.muster.aws.cloud;

import dev.muster.core.problem.MusterException;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who the credentials are.
 *
 * @param account 12 digits
 * @param arn of the user or role
 */
public record Identity(String account, String arn) {
    /**
     * Asks AWS.
     *
     * @param guard the account that the spec names
     * @throws MusterException if it is another account
     */
    public static Identity of(Cloud cloud, Optional<String> guard) {
        GetCallerIdentityResponse answer = Refusal.explained(() -> cloud.sts().getCallerIdentity());
        guard.filter(wanted -> !wanted.equals(answer.account())).ifPresent(wanted -> {
            throw MusterException.invalid(
                    "the credentials are of account " + answer.account() + ", and the spec is for account " + wanted,
                    "choose other credentials with --profile, or change aws.account in the spec");
        });
        return new Identity(answer.account(), answer.arn());
    }
}
