// Judges templates by cdk-nag's AwsSolutions pack: node nag.mjs LIST, where LIST is a file with a template's path in
// each line. Prints a JSON line for each finding that no suppression in the template's metadata answers, and one for
// each suppression that was used; ends with 1 if there is a finding. Nothing is synthesised: the rules visit what
// CfnInclude has read.
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import cdk from 'aws-cdk-lib';
import include from 'aws-cdk-lib/cloudformation-include';
import nag from 'cdk-nag';

let findings = 0;

function tell(kind, file, data, rule) {
  const finding = data.findingId ? `[${data.findingId}]` : '';
  const text = data.errorMessage ?? data.suppressionReason ?? data.ruleInfo;
  console.log(JSON.stringify({kind, file, resource: data.resource.node.id, rule: rule + finding, text}));
}

class Logger {
  constructor(file) { this.file = file; }
  onCompliance() {}
  onNonCompliance(data) { findings++; tell('finding', this.file, data, data.ruleId); }
  onSuppressed(data) { tell('suppressed', this.file, data, data.ruleId); }
  onSuppressedError(data) { tell('suppressed', this.file, data, 'CdkNagValidationFailure'); }
  onError(data) { findings++; tell('finding', this.file, data, 'CdkNagValidationFailure'); }
  onNotApplicable() {}
}

const app = new cdk.App({analyticsReporting: false, treeMetadata: false});
readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).forEach((file, index) => {
  const stack = new cdk.Stack(app, `S${index}`);
  new include.CfnInclude(stack, 'T', {templateFile: file});
  const pack = new nag.AwsSolutionsChecks({reports: false, verbose: false, additionalLoggers: [new Logger(basename(file))]});
  stack.node.findAll().forEach(node => pack.visit(node));
});
process.exitCode = findings ? 1 : 0;
