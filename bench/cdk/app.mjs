// The stacks of examples/bitcoin-ha.yaml as a CDK app: the same kinds of resources as often, and about the same
// properties. Constructs of the first level, the fastest that CDK has.
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const {App, Fn, Stack, Aws} = require('aws-cdk-lib/core');
const as = require('aws-cdk-lib/aws-autoscaling');
const cw = require('aws-cdk-lib/aws-cloudwatch');
const ec2 = require('aws-cdk-lib/aws-ec2');
const elb = require('aws-cdk-lib/aws-elasticloadbalancingv2');
const iam = require('aws-cdk-lib/aws-iam');
const logs = require('aws-cdk-lib/aws-logs');
const s3 = require('aws-cdk-lib/aws-s3');
const sns = require('aws-cdk-lib/aws-sns');

const NAME = 'muster-bitcoin-ha';
const ALARMS = ['Silent', 'Behind', 'DiskFull', 'Broken', 'Restarts', 'OwnBehind', 'OwnDisk'];
const app = new App();

function assets() {
  const stack = new Stack(app, 'MusterAssets', {env: {region: 'us-east-1'}});
  const bucket = new s3.CfnBucket(stack, 'Bucket', {
    bucketName: Fn.sub('muster-${AWS::AccountId}-${AWS::Region}'),
    bucketEncryption: {serverSideEncryptionConfiguration: [{serverSideEncryptionByDefault: {sseAlgorithm: 'AES256'}}]},
    versioningConfiguration: {status: 'Enabled'},
  });
  new s3.CfnBucketPolicy(stack, 'BucketPolicy', {
    bucket: bucket.ref,
    policyDocument: {Version: '2012-10-17', Statement: [{Effect: 'Deny', Principal: '*', Action: 's3:*',
      Resource: [bucket.attrArn, `${bucket.attrArn}/*`], Condition: {Bool: {'aws:SecureTransport': 'false'}}}]},
  });
}

function network(stack) {
  const vpc = new ec2.CfnVPC(stack, 'Vpc', {cidrBlock: '10.1.0.0/16', enableDnsSupport: true, enableDnsHostnames: true});
  const gateway = new ec2.CfnInternetGateway(stack, 'Gateway');
  const joined = new ec2.CfnVPCGatewayAttachment(stack, 'GatewayAttachment',
    {vpcId: vpc.ref, internetGatewayId: gateway.ref});
  const routes = new ec2.CfnRouteTable(stack, 'Routes', {vpcId: vpc.ref});
  const world = new ec2.CfnRoute(stack, 'RouteToWorld',
    {routeTableId: routes.ref, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.ref});
  world.addResourceDependency(joined);
  new ec2.CfnFlowLog(stack, 'FlowLog', {resourceType: 'VPC', resourceId: vpc.ref, trafficType: 'REJECT',
    logDestinationType: 's3', logDestination: `arn:aws:s3:::muster-${Aws.ACCOUNT_ID}-${Aws.REGION}`});
  const zones = ['us-east-1a', 'us-east-1b'];
  const subnets = zones.map((zone, i) => {
    const subnet = new ec2.CfnSubnet(stack, `Subnet${i + 1}`, {vpcId: vpc.ref, availabilityZone: zone,
      cidrBlock: `10.1.${16 * i}.0/20`, mapPublicIpOnLaunch: true});
    new ec2.CfnSubnetRouteTableAssociation(stack, `Subnet${i + 1}Routes`,
      {subnetId: subnet.ref, routeTableId: routes.ref});
    return subnet;
  });
  return {vpc, subnets, zones, world};
}

function balancer(stack, {vpc, subnets, world}) {
  const door = new ec2.CfnSecurityGroup(stack, 'BalancerSecurityGroup', {groupDescription: 'Load balancer',
    vpcId: vpc.ref, securityGroupIngress: [{ipProtocol: 'tcp', fromPort: 80, toPort: 80, cidrIp: '10.1.0.0/16'}]});
  const targets = new elb.CfnTargetGroup(stack, 'Targets', {port: 8332, protocol: 'HTTP', targetType: 'instance',
    vpcId: vpc.ref, healthCheckPath: '/health', healthCheckPort: '17900', healthCheckIntervalSeconds: 5,
    healthCheckTimeoutSeconds: 4, healthyThresholdCount: 3, unhealthyThresholdCount: 2});
  const made = new elb.CfnLoadBalancer(stack, 'Balancer', {type: 'application', scheme: 'internal',
    securityGroups: [door.attrGroupId], subnets: subnets.map((subnet) => subnet.ref)});
  made.addResourceDependency(world);
  new elb.CfnListener(stack, 'Listener', {loadBalancerArn: made.ref, port: 80, protocol: 'HTTP',
    defaultActions: [{type: 'forward', targetGroupArn: targets.ref}]});
  return {door, targets, made};
}

function slot(stack, number, {subnets, zones}, group, targets, topic, before) {
  const id = (thing) => `Slot${number}${thing}`;
  const volume = new ec2.CfnVolume(stack, id('Volume'), {availabilityZone: zones[number - 1], size: 1024,
    volumeType: 'gp3', iops: 6000, throughput: 250, encrypted: true});
  const role = new iam.CfnRole(stack, id('Role'), {
    assumeRolePolicyDocument: {Version: '2012-10-17', Statement: [
      {Effect: 'Allow', Principal: {Service: 'ec2.amazonaws.com'}, Action: 'sts:AssumeRole'}]},
    policies: [{policyName: 'agent', policyDocument: {Version: '2012-10-17', Statement: [
      {Effect: 'Allow', Action: ['ec2:AttachVolume', 'ec2:DetachVolume'],
        Resource: `arn:aws:ec2:${Aws.REGION}:${Aws.ACCOUNT_ID}:volume/${volume.ref}`},
      {Effect: 'Allow', Action: 'ec2:DescribeVolumes', Resource: '*'}]}}],
  });
  const profile = new iam.CfnInstanceProfile(stack, id('Profile'), {roles: [role.ref]});
  const machine = new ec2.CfnLaunchTemplate(stack, id('Machine'), {launchTemplateData: {
    imageId: 'ami-0123456789abcdef0', instanceType: 'm7g.xlarge', iamInstanceProfile: {arn: profile.attrArn},
    securityGroupIds: [group.attrGroupId], metadataOptions: {httpTokens: 'required', httpPutResponseHopLimit: 1},
    userData: Fn.base64(`#!/bin/bash\nSLOT=${number}\n`)}});
  const made = new as.CfnAutoScalingGroup(stack, id('Group'), {autoScalingGroupName: `${NAME}-${number}`,
    minSize: '0', maxSize: '1', desiredCapacity: '1', vpcZoneIdentifier: [subnets[number - 1].ref],
    launchTemplate: {launchTemplateId: machine.ref, version: machine.attrLatestVersionNumber},
    targetGroupArns: [targets.ref], lifecycleHookSpecificationList: [{lifecycleHookName: 'muster-stop',
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING', heartbeatTimeout: 300}]});
  made.cfnOptions.updatePolicy = {autoScalingRollingUpdate: {minInstancesInService: 0, maxBatchSize: 1}};
  made.addResourceDependency(volume);
  if (before) {
    made.addResourceDependency(before);
  }
  for (const key of ALARMS) {
    alarm(stack, id(`${key}Alarm`), `${NAME}/${number}/${key}`, topic);
  }
  return made;
}

function alarm(stack, id, name, topic) {
  new cw.CfnAlarm(stack, id, {alarmName: name, namespace: 'Muster', metricName: 'Heartbeat', statistic: 'SampleCount',
    comparisonOperator: 'LessThanThreshold', threshold: 1, period: 300, evaluationPeriods: 2, alarmActions: [topic.ref]});
}

function deployment() {
  const stack = new Stack(app, NAME, {env: {region: 'us-east-1'}});
  const ground = network(stack);
  const topic = new sns.CfnTopic(stack, 'Topic', {displayName: NAME});
  new sns.CfnTopicPolicy(stack, 'TopicPolicy', {topics: [topic.ref], policyDocument: {Version: '2012-10-17',
    Statement: [{Effect: 'Allow', Principal: {Service: 'cloudwatch.amazonaws.com'}, Action: 'sns:Publish',
      Resource: topic.ref}]}});
  new logs.CfnLogGroup(stack, 'Logs', {logGroupName: '/muster/bitcoin-ha', retentionInDays: 30});
  const {door, targets} = balancer(stack, ground);
  const group = new ec2.CfnSecurityGroup(stack, 'NodeSecurityGroup', {groupDescription: 'Nodes', vpcId: ground.vpc.ref,
    securityGroupIngress: [8332, 17900].map((port) => (
      {ipProtocol: 'tcp', fromPort: port, toPort: port, sourceSecurityGroupId: door.attrGroupId}))});
  let before;
  for (const number of [1, 2]) {
    before = slot(stack, number, ground, group, targets, topic, before);
  }
  alarm(stack, 'NobodyServesAlarm', `${NAME}/NobodyServes`, topic);
  new cw.CfnDashboard(stack, 'Dashboard', {dashboardName: `${NAME}-us-east-1`,
    dashboardBody: JSON.stringify({widgets: [1, 2].flatMap((number) => [...Array(10).keys()].map((i) => ({type: 'metric',
      x: i, y: number, width: 8, height: 6, properties: {metrics: [['Muster', `Metric${i}`, 'Slot', number]]}})))})});
}

assets();
deployment();
