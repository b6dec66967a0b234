import type { History, Shown } from '../history.ts';
import type { Broken } from '../promises.ts';
import { pagedIn } from './paged-calls.ts';

/**
 * Promise 2: no call is in two incidents, and nobody is asked twice about a call, except where something went wrong
 * between Slack's accepting a question and our recording it.
 */
export function nothingTwice(history: History): readonly Broken[] {
  const { incidents, shown } = history;
  const broken: Broken[] = [];
  const holder = new Map<string, string>();
  for (const incident of incidents) {
    const { dedupKey } = incident;
    for (const name of pagedIn(incident)) {
      const other = holder.get(name);
      if (other !== undefined)
        broken.push({ promise: 2, what: `${name} is in the incidents ${other} and ${dedupKey}` });
      holder.set(name, dedupKey);
    }
  }
  const asked = new Map<string, Shown>();
  const known = new Set<string>();
  for (const question of shown) {
    if (known.has(question.ts) || question.value === null) continue;
    known.add(question.ts);
    for (const name of question.names) {
      const before = asked.get(name);
      if (before !== undefined && !isExcused(name, before, question, history)) {
        broken.push({
          promise: 2,
          what: `${name} is asked about in the messages ${before.ts} and ${question.ts}`,
        });
      }
      asked.set(name, question);
    }
  }
  return broken;
}

/**
 * Whether a later question may ask again: either what posted the earlier one came to grief before that was written
 * down, or the person answered a content of the case's messages that did not show the call.
 */
function isExcused(name: string, before: Shown, again: Shown, history: History): boolean {
  const { recordedAt, postings, pressed } = history;
  const isOfItsCase = ({ value }: Shown) => caseOf(value) === caseOf(before.value);
  const answers = pressed.filter(({ on, at, user }) => isOfItsCase(on) && at <= again.at && user === on.user);
  if (answers.some(({ on }) => !on.names.has(name))) return true;
  const recorded = recordedAt.get(before.ts) ?? Number.POSITIVE_INFINITY;
  if (recorded <= again.at) return false;
  const posted = postings.filter(({ value, at }) => value === before.value && at <= before.at);
  return posted.some((posting) => posting.troubles().some((at) => at >= posting.at && at <= again.at));
}

/** The case of a button. */
function caseOf(value: string | null): string | undefined {
  return value?.split('.')[0];
}
