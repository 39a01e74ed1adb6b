package dev.muster.cli.command;

/** The specifications that several stories on AWS begin with. */
final class AwsSpecs {
    /** One node. */
    static final String SINGLE = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: mainnet
            target: aws
            aws: {region: us-east-1, instance: m5.large}
            """;

    /** Two nodes behind a load balancer with a certificate that up makes. */
    static final String HA = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: mainnet
            target: aws
            topology: ha
            nodes: 2
            aws:
              region: us-east-1
              instance: m5.large
              load-balancer: {certificate: self-signed}
            """;

    private AwsSpecs() {}
}
