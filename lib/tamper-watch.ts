import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { TAMPER_RULE } from '../lambda/eventbridge/expected-rules.ts';
import { tamperPattern } from '../lambda/eventbridge/tamper-pattern.ts';

/**
 * Tells the alarm topic at once when somebody changes Countersign in this account and region, past the queue and the drain,
 * which may be what was changed. A deployment shows too: whoever made it knows.
 */
export function addTamperWatch(scope: Construct, topic: Topic): void {
  new CfnRule(scope, 'TamperWatch', {
    name: TAMPER_RULE,
    description: 'Changes of Countersign itself, told to the alarm topic directly',
    state: 'ENABLED',
    eventPattern: tamperPattern(),
    targets: [
      {
        id: 'alarms',
        arn: topic.topicArn,
        inputTransformer: {
          inputPathsMap: {
            name: '$.detail.eventName',
            source: '$.detail.eventSource',
            who: '$.detail.userIdentity.arn',
            address: '$.detail.sourceIPAddress',
            time: '$.detail.eventTime',
            region: '$.detail.awsRegion',
            account: '$.account',
          },
          inputTemplate:
            '"Countersign itself was changed in account <account>: <name> (<source>, <region>) by <who> from <address> at <time>. If nobody of yours deployed, treat it as an attack on the monitoring. Runbook: docs/runbook.md#tampering"',
        },
      },
    ],
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'TamperWatch',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
    }),
  );
}
