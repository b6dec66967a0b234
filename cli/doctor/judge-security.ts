import type { Outcome } from '../../lambda/ports/outcome.ts';
import type { DeadLetters } from '../redrive/dead-letters.ts';
import { DEPLOYMENT, type Finding, judged, right, wrong } from './finding.ts';
import { alarmsOf } from './judge-place.ts';
import type { AlarmState } from './member-questions.ts';
import type { DeployedFunction } from './security-questions.ts';

export interface SecurityAnswers {
  readonly deadLetters: Outcome<readonly DeadLetters[]>;
  readonly alarms: Outcome<readonly AlarmState[]>;
  readonly functions: Outcome<readonly DeployedFunction[]>;
}

const REDEPLOY = 'Deploy the security stack';

/** @param version of what would be deployed from here */
export function judgeSecurity(
  { deadLetters, alarms, functions }: SecurityAnswers,
  version: string,
): readonly Finding[] {
  return [
    ...judged(
      'dead-letters',
      DEPLOYMENT,
      'sqs:ListQueues and sqs:GetQueueAttributes',
      deadLetters,
      deadLettersOf,
    ),
    ...judged('alarms', DEPLOYMENT, 'cloudwatch:DescribeAlarms', alarms, (found) =>
      found.length === 0
        ? [wrong('alarms', DEPLOYMENT, 'no alarm is there', REDEPLOY)]
        : alarmsOf(DEPLOYMENT, found, [], REDEPLOY),
    ),
    ...judged('version', DEPLOYMENT, 'lambda:ListFunctions', functions, (found) => [
      versionOf(found, version),
    ]),
  ];
}

function deadLettersOf(queues: readonly DeadLetters[]): readonly Finding[] {
  if (queues.length === 0) {
    return [
      wrong(
        'dead-letters',
        DEPLOYMENT,
        'no queue of the security stack is here',
        `${REDEPLOY}; or are these credentials of another account?`,
      ),
    ];
  }
  const full = queues.filter(({ messages }) => messages > 0);
  if (full.length === 0) return [right('dead-letters', DEPLOYMENT, `${queues.length} queues, all empty`)];
  return full.map(({ name, messages }) =>
    wrong(
      'dead-letters',
      DEPLOYMENT,
      `${name}: ${messages} waiting`,
      'Mend the cause, then countersign redrive dead-letters --yes',
    ),
  );
}

function versionOf(functions: readonly DeployedFunction[], version: string): Finding {
  if (functions.length === 0)
    return wrong('version', DEPLOYMENT, 'no function of the security stack is here', REDEPLOY);
  const others = functions.filter((each) => each.version !== version);
  if (others.length === 0)
    return right('version', DEPLOYMENT, `${functions.length} functions run ${version}, as here`);
  const [first] = others;
  return wrong(
    'version',
    DEPLOYMENT,
    `${others.length} of ${functions.length} functions run ${first?.version ?? 'a version that does not say its name'}; here is ${version}`,
    'Deploy the security stack, or examine from the folder that it was deployed from',
  );
}
