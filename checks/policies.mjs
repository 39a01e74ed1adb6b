// Evaluates policies: node policies.mjs FILE, where FILE is JSON: {"policies": {NAME: DOCUMENT}, "requests": [{"policy":
// NAME, "action", "resource", "context": {KEY: VALUE}}]}. Prints one JSON line for each request: its index and "Allowed",
// "ImplicitlyDenied", ... or the errors of a request that could not be made in AWS.
import {readFileSync} from 'node:fs';
import {runSimulation} from '@cloud-copilot/iam-simulate';

const {policies, requests, account} = JSON.parse(readFileSync(process.argv[2], 'utf8'));

// Keys answer to their own policy first; this is the one AWS gives them: the account's IAM policies decide.
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [{Effect: 'Allow', Principal: {AWS: `arn:aws:iam::${account}:root`}, Action: 'kms:*', Resource: '*'}],
};

for (const [index, request] of requests.entries()) {
  const result = await runSimulation({
    request: {
      principal: `arn:aws:sts::${account}:assumed-role/node/i-00000000000000001`,
      action: request.action,
      resource: {resource: request.resource, accountId: account},
      contextVariables: request.context,
    },
    identityPolicies: [{name: request.policy, policy: policies[request.policy]}],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(request.action.startsWith('kms:') ? {resourcePolicy: keyPolicy} : {}),
  }, {});
  const answer = result.resultType === 'error' ? result.errors : result.overallResult ?? result.analysis?.result;
  console.log(JSON.stringify({index, answer}));
}
