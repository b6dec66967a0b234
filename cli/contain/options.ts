import { parseArgs } from 'node:util';
import type { Parsed } from '../../lambda/cloudtrail/json.ts';
import { type Subject, subjectOf } from '../../lambda/investigate/subject.ts';
import { messageOf } from '../failure.ts';

export const CONTAIN_USAGE = `countersign contain KEY [--principal ARN] [--execute] [--config FILE]

Prints the commands that stop a key and the sessions got with it. KEY is an access key id (AKIA…, ASIA…), the ARN of a user,
role or session, or the id of a Datadog API key. Nothing is deleted, but for Datadog, which knows nothing else.

  --principal ARN  whose key it is; countersign investigate tells
  --execute        runs them with the AWS command line, after showing them and asking; each is written down before and after,
                   in countersign-containment.jsonl
  --config FILE    writes it into the journal of that deployment instead; what cannot be written down is not run

Exit status: 0 done, 2 bad input, refused, or failed.
`;

export interface ContainOptions {
  readonly subject: Subject;
  readonly principal: string | null;
  readonly execute: boolean;
  /** File of the configuration; null: no deployment. */
  readonly config: string | null;
}

const FLAGS = {
  principal: { type: 'string' },
  execute: { type: 'boolean', default: false },
  config: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export function readContainOptions(args: readonly string[]): Parsed<ContainOptions | 'help'> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: FLAGS });
    if (values.help) return { ok: true, value: 'help' };
    const [key] = positionals;
    if (key === undefined || positionals.length > 1) return wrong('one KEY is expected');
    const subject = subjectOf(key);
    if (subject === null)
      return wrong(
        `"${key}" is neither an access key id, the ARN of a principal, nor the id of a Datadog key`,
      );
    const { principal = null, execute, config = null } = values;
    if (principal !== null && subjectOf(principal)?.kind !== 'principal')
      return wrong(`--principal "${principal}": the ARN of a user or role is expected`);
    return { ok: true, value: { subject, principal, execute, config } };
  } catch (cause) {
    const message = messageOf(cause);
    return wrong(message.split('. ', 1)[0] ?? message);
  }
}

function wrong(reason: string): Parsed<never> {
  return { ok: false, reason };
}
