import { containmentOf, roleNameOf, type Step } from './containment.ts';
import type { IssuedKey } from './lineage.ts';
import { restorationOf } from './restoration.ts';
import { isoTime, seenIn } from './seen.ts';
import { shellText } from './shell-word.ts';
import type { CaseFacts } from './verdict.ts';

export interface Recommendation {
  readonly text: string;
  /** For a POSIX shell; words in capitals are to be filled in. */
  readonly command: string;
}

const RESTORATIONS = 5;
const REVIEWED = 10;

/**
 * What to do, in the order of AWS's playbook for compromised IAM credentials: stop the key, revoke what was got with it,
 * look through the identities it made, restore, see who else had access.
 */
export function recommendationsFor(facts: CaseFacts, now: number): readonly Recommendation[] {
  if (facts.actions.length === 0) return [];
  const { subject, principal } = facts;
  const steps = [
    ...containmentOf({ subject, principal, now }),
    ...subsequent(facts, now),
    ...identitiesMade(facts),
    ...restorations(facts),
    ...audit(facts),
  ];
  return distinct(steps.map(({ text, command }) => ({ text, command: shellText(command) })));
}

/** Keys and roles that the key brought into being or took on; keys that never end come first. */
function subsequent({ lineage, destructive }: CaseFacts, now: number): readonly Step[] {
  const issued = allIssued(lineage.issued);
  const isGone = (key: string): boolean =>
    destructive.some(({ event, resource }) => event === 'DeleteAccessKey' && resource === key);
  const lasting = issued.filter(({ key }) => key.startsWith('AKIA') && !isGone(key));
  const roles = issued.filter(({ key, holder }) => !key.startsWith('AKIA') && roleNameOf(holder) !== null);
  return [...lasting.map(deactivation), ...roles.flatMap(({ holder }) => revocation(holder, now))];
}

function deactivation({ key, holder }: IssuedKey): Step {
  return {
    text: `Deactivate the key ${key} that it made for ${holder}`,
    command: [
      'aws',
      'iam',
      'update-access-key',
      '--user-name',
      holder,
      '--access-key-id',
      key,
      '--status',
      'Inactive',
    ],
  };
}

function revocation(holder: string, now: number): readonly Step[] {
  const subject = { kind: 'principal', key: holder, name: '' } as const;
  return containmentOf({ subject, principal: holder, now }).slice(0, 1);
}

function allIssued(issued: readonly IssuedKey[]): readonly IssuedKey[] {
  return issued.flatMap((each) => [each, ...allIssued(each.issued)]);
}

const USER_MADE = /^(?:CreateUser|CreateLoginProfile|AttachUserPolicy|PutUserPolicy)$/;
const ROLE_MADE = /^(?:CreateRole|UpdateAssumeRolePolicy)$/;

/** Users and roles that it created or let in, and did not delete again itself; users first. */
function identitiesMade({ actions }: CaseFacts): readonly Step[] {
  const isGone = new Set(
    actions.flatMap(({ event, error, resource }) =>
      error === null && /^Delete(?:User|Role)$/.test(event) && resource !== null ? [nameIn(resource)] : [],
    ),
  );
  const made = (pattern: RegExp): readonly string[] => [
    ...new Set(
      actions.flatMap(({ event, error, resource }) =>
        error === null && pattern.test(event) && resource !== null ? [nameIn(resource)] : [],
      ),
    ),
  ];
  const review =
    (kind: 'user' | 'role', command: readonly string[]) =>
    (name: string): Step => ({
      text: isGone.has(name)
        ? `Check that the ${kind} ${name}, made and deleted with the key, is gone`
        : `Review the ${kind} ${name}`,
      command: [...command, name],
    });
  const lastFirst = (names: readonly string[]): readonly string[] =>
    names.toSorted((left, right) => Number(isGone.has(left)) - Number(isGone.has(right))).slice(0, REVIEWED);
  return [
    ...lastFirst(made(USER_MADE)).map(review('user', ['aws', 'iam', 'list-access-keys', '--user-name'])),
    ...lastFirst(made(ROLE_MADE))
      .filter((name) => !isGone.has(name))
      .map(review('role', ['aws', 'iam', 'get-role', '--role-name'])),
  ];
}

function nameIn(resource: string): string {
  return resource.split('/').at(-1) ?? resource;
}

function restorations({ destructive }: CaseFacts): readonly Step[] {
  return destructive.flatMap((action) => restorationOf(action) ?? []).slice(0, RESTORATIONS);
}

function audit({ subject, principal, actions }: CaseFacts): readonly Step[] {
  const { firstSeen } = seenIn(actions);
  if (subject.kind === 'datadog-key' || firstSeen === null) return [];
  const arn = subject.kind === 'principal' ? subject.key : principal;
  const attribute =
    subject.kind === 'access-key'
      ? `AttributeKey=AccessKeyId,AttributeValue=${subject.key}`
      : `AttributeKey=Username,AttributeValue=${subject.name}`;
  const policy: readonly Step[] =
    arn === null
      ? []
      : [
          {
            text: 'See what else the identity may do',
            command: [
              'aws',
              'iam',
              'list-policies-granting-service-access',
              '--arn',
              arn,
              '--service-namespaces',
              'iam',
              'sts',
              's3',
            ],
          },
        ];
  return [
    ...policy,
    {
      text: 'Audit who else had access: look for calls since the key was first used, in each region',
      command: [
        'aws',
        'cloudtrail',
        'lookup-events',
        '--lookup-attributes',
        attribute,
        '--start-time',
        isoTime(firstSeen),
      ],
    },
  ];
}

function distinct(list: readonly Recommendation[]): readonly Recommendation[] {
  const commands = new Set<string>();
  return list.filter(({ command }) => !commands.has(command) && commands.add(command));
}
