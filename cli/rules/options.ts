import { parseArgs } from 'node:util';
import { messageOf } from '../failure.ts';

/** What the commands on rule folders take. */
export interface RulesOptions {
  readonly paths: readonly string[];
  readonly json: boolean;
  /** A countersign.yaml, or null. */
  readonly config: string | null;
}

export type ReadRulesOptions =
  | { readonly kind: 'options'; readonly options: RulesOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly reason: string };

export function readRulesOptions(args: readonly string[]): ReadRulesOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        config: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    return {
      kind: 'options',
      options: { paths: positionals, json: values.json, config: values.config ?? null },
    };
  } catch (cause) {
    // Node's message goes on with advice on positional arguments, which would mislead here.
    const message = messageOf(cause);
    return { kind: 'wrong', reason: message.split('. ', 1)[0] ?? message };
  }
}
