import { parseArgs } from 'node:util';
import { messageOf } from '../failure.ts';
import type { ReadOptions } from '../run-command.ts';
import { CHECKS, type Check } from './finding.ts';

export const USAGE = `countersign doctor [--json] [--config FILE] [--skip CHECK]

Examines a deployment: what is there, what is missing, what to do. Changes nothing, pages and asks nobody. Each account
and region is asked through its role countersign-read.

  every account and region
    rules         the EventBridge rules are those that the rule catalogue derives
    topic         its subscription is confirmed
    canary        when the last canary arrived
    alarms        they are there and off (also in the security account)
  every account
    trail         a trail of all regions logs all management events
    data-events   a trail logs the objects of buckets, where rules read them
    regions       those that are switched on are watched
  the deployment
    accounts      those of the organisation are known
    dead-letters  the queues of dead letters are empty
    secrets       every field is filled in; values are not shown
    slack         the token has its scopes (auth.test)
    duo           takes the keys (/auth/v2/check, which pushes nothing)
    pagerduty     takes events (one that ends an incident nobody opened: nobody is paged)
    clock         this machine's, against those of the vendors
    version       the functions run the code and configuration of this folder
    feed          rules get the calls they ask for

  --skip CHECK  leave a check out; may be repeated
  --json        one JSON document: {"findings":[{check, where, state, detail, remedy}], "wrong": N, "unknown": N}
  --config FILE the deployment's countersign.yaml (default: the one in this folder)

Run it with credentials of the security account that may: sts:AssumeRole on countersign-read; dynamodb:ListTables, and
BatchGetItem on the state table; secretsmanager:GetSecretValue on countersign/*; sqs:ListQueues, GetQueueAttributes;
cloudwatch:DescribeAlarms; lambda:ListFunctions; for an organisation organizations:ListAccountsForParent,
ListOrganizationalUnitsForParent. What is refused is shown as "?" with the permission that it needs.

Exit status: 0 everything is right; 1 something is wrong or could not be learnt; 2 bad input.
`;

export interface DoctorOptions {
  /** Null: the one in this folder. */
  readonly config: string | null;
  readonly json: boolean;
  readonly skip: ReadonlySet<Check>;
}

export function readOptions(args: readonly string[]): ReadOptions<DoctorOptions> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: { type: 'string' },
        json: { type: 'boolean', default: false },
        skip: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const skip = new Set<Check>();
    for (const name of values.skip) {
      const check = CHECKS.find((known) => known === name);
      if (check === undefined)
        return { kind: 'wrong', reason: `--skip "${name}", expected ${CHECKS.join(', ')}` };
      skip.add(check);
    }
    return { kind: 'options', options: { config: values.config ?? null, json: values.json, skip } };
  } catch (cause) {
    return { kind: 'wrong', reason: messageOf(cause).split('. ', 1)[0] ?? '' };
  }
}
