import { objectOf, type Parsed, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';
import { roleNameOf, userNameOf } from '../../lambda/investigate/containment.ts';
import type { Subject } from '../../lambda/investigate/subject.ts';
import type { RunCommand } from './run-command.ts';

/**
 * Who runs the commands, or why they must not: they would lock out whoever runs them, or that cannot be told. A Datadog
 * key is not what the AWS command line goes by.
 */
export async function callerOf(
  subject: Subject,
  principal: string | null,
  run: RunCommand,
): Promise<Parsed<string>> {
  if (subject.kind === 'datadog-key') return { ok: true, value: 'whoever has the Datadog keys' };
  const { code, stdout, stderr } = await run(['aws', 'sts', 'get-caller-identity', '--output', 'json']);
  const parsed = parseJson(stdout);
  const own = code === 0 && parsed.ok ? textOf(objectOf(parsed.value)['Arn']) : null;
  if (own === null)
    return {
      ok: false,
      reason: `whose credentials these are cannot be told: ${stderr.trim() || 'no answer of aws sts get-caller-identity'}`,
    };
  const target = subject.kind === 'principal' ? subject.key : principal;
  return isSame(own, target)
    ? { ok: false, reason: `these commands would lock out ${own}, which would run them` }
    : { ok: true, value: own };
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
