import { objectOf, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';
import { roleNameOf, userNameOf } from '../../lambda/investigate/containment.ts';
import type { Subject } from '../../lambda/investigate/subject.ts';
import type { RunCommand } from './run-command.ts';

/**
 * Why the commands would lock out whoever runs them, or why that cannot be told; null: they would not. A Datadog key is
 * not what the AWS command line goes by.
 */
export async function lockOutReason(
  subject: Subject,
  principal: string | null,
  run: RunCommand,
): Promise<string | null> {
  if (subject.kind === 'datadog-key') return null;
  const { code, stdout, stderr } = await run(['aws', 'sts', 'get-caller-identity', '--output', 'json']);
  const parsed = parseJson(stdout);
  const own = code === 0 && parsed.ok ? textOf(objectOf(parsed.value)['Arn']) : null;
  if (own === null)
    return `whose credentials these are cannot be told: ${stderr.trim() || 'no answer of aws sts get-caller-identity'}`;
  const target = subject.kind === 'principal' ? subject.key : principal;
  return isSame(own, target) ? `these commands would lock out ${own}, which would run them` : null;
}

function isSame(own: string, target: string | null): boolean {
  if (target === null) return false;
  const [ownUser, ownRole] = [userNameOf(own), roleNameOf(own)];
  if (own === target) return true;
  const isSameAccount = own.split(':')[4] === target.split(':')[4];
  const isSameName =
    (ownUser !== null && ownUser === userNameOf(target)) ||
    (ownRole !== null && ownRole === roleNameOf(target));
  return isSameAccount && isSameName;
}
