package dev.muster.aws.front;

import java.util.List;

/**
 * All rules of AWS, in the order in which they are asked. Codes, patterns and sizes: the service models shipped with
 * botocore 1.43.11 (cloudformation/2010-05-15, ec2/2016-11-15, autoscaling/2011-01-01; 2026-11-22; acm/2015-12-08;
 * 2026-11-28).
 */
final class Rules {
    private Rules() {}

    static List<Rule> all(Engine engine) {
        return List.of(
                new Names(),
                new BodySize(),
                new Capabilities(),
                new KnownParameters(),
                new Tokens(),
                new ChangeSetNames(engine),
                new StackStates(engine),
                new OwnChangeSet(engine),
                new OneAttachment(),
                new LifecycleCalls(),
                new Quotas(),
                new StreamPrefix(),
                new Certificates(),
                engine);
    }
}
