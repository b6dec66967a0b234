import { listOf, textOf } from '../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import { Tally } from '../../lambda/journal/tally.ts';
import { behind, filterText } from './filter-text.ts';
import type { FirstMatch, Noise } from './replay-result.ts';

const LISTED = 20;
const BEHIND_LISTED = 5;

interface OfRule {
  calls: number;
  readonly principals: Tally;
  readonly tools: Tally;
  readonly first: FirstMatch;
}

/** Who and what is behind each rule that asks or pages, gathered from the journal's calls in the order of time. */
export class NoiseGatherer {
  readonly #rules = new Map<string, OfRule>();

  add({ kind, data }: JournalEntry): void {
    if (kind !== 'call' || data['severity'] === 'log') return;
    const rule = textOf(listOf(data['rules'])[0]);
    if (rule === null) return;
    const known = this.#rules.get(rule) ?? begun(rule, data);
    this.#rules.set(rule, known);
    known.calls += 1;
    known.principals.add(behind(textOf(data['principalArn']) ?? textOf(data['principal']) ?? 'unknown'));
    known.tools.add(textOf(data['tool']) ?? 'unknown');
  }

  /** Rules by calls, most first. @param now for the expiry of the filters */
  noisiest(now: number): readonly Noise[] {
    const all = [...this.#rules].map(([rule, { calls, principals, tools }]) => {
      const most = principals.most().slice(0, BEHIND_LISTED);
      const [first] = most;
      const filter = first?.name.startsWith('arn:') === true ? filterText(rule, first.name, now) : null;
      return { rule, calls, principals: most, tools: tools.most().slice(0, BEHIND_LISTED), filter };
    });
    return all
      .sort((one, other) => other.calls - one.calls || (one.rule < other.rule ? -1 : 1))
      .slice(0, LISTED);
  }

  /** In the order of time. */
  firsts(): readonly FirstMatch[] {
    return [...this.#rules.values()].map(({ first }) => first);
  }
}

function begun(rule: string, data: JournalEntry['data']): OfRule {
  const at = data['eventTime'];
  const text = (name: string) => textOf(data[name]) ?? 'unknown';
  const first = {
    rule,
    at: typeof at === 'number' ? new Date(at).toISOString() : null,
    event: text('eventName'),
    principal: text('principal'),
    account: text('account'),
  };
  return { calls: 0, principals: new Tally(), tools: new Tally(), first };
}
