import { textOf } from '../../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../../lambda/journal/entry.ts';
import { emailOf, eventIdOf, nameOf, userOf } from '../calls.ts';
import type { History, Pressed } from '../history.ts';
import { PEOPLE } from '../plan.ts';
import type { Broken } from '../promises.ts';
import { type CaseStory, coveredBy, storiesIn } from './case-story.ts';

/**
 * Promise 3: what is verified was said yes to by the person asked, on a message that showed it, and a push that they
 * approved afterwards. What counts as their no was said by them.
 */
export function yesNeedsPush(history: History): readonly Broken[] {
  const stories = storiesIn(history.journal);
  const names = new Map(history.plan.messages.map((message) => [eventIdOf(message), nameOf(message)]));
  return [...stories.values()].flatMap((story): readonly Broken[] => {
    const broken = (what: string): readonly Broken[] => [{ promise: 3, what: `case ${story.id} ${what}` }];
    const answer = story.cause;
    if ((answer === 'no' || answer === 'wrong-person') && !clicksOn(story, history, answer).length) {
      return broken(`was escalated by ${answer}, which the person asked never pressed`);
    }
    if (!story.isVerified) return [];
    const push = approvedPush(story, history);
    if (push === null) return broken('was verified without an approved push of its own');
    const said = clicksOn(story, history, 'yes').filter(({ at }) => at <= push.startedAt);
    const covered = coveredBy(story, stories).map((id) => names.get(id) ?? id);
    const unseen = covered.filter((name) => !said.some(({ on }) => on.names.has(name)));
    if (said.length === 0) return broken('was verified although the person asked never said yes');
    return unseen.length === 0
      ? []
      : broken(`was verified with ${unseen.join(' ')}, which no answered message showed`);
  });
}

/** What the person asked pressed on messages of the case. */
function clicksOn(story: CaseStory, { pressed }: History, action: Pressed['action']): readonly Pressed[] {
  const person = PEOPLE.find((each) => emailOf(each) === personOf(story));
  return pressed.filter(
    ({ user, action: done, on }) =>
      done === action &&
      on.value?.startsWith(`${story.id}.`) &&
      person !== undefined &&
      user === userOf(person),
  );
}

function personOf({ events }: CaseStory): string | null {
  return textOf(events.find(({ data }) => data['person'] !== undefined)?.data['person']);
}

/** The push of the case that Duo says was approved by its person; null when there is none, or another case had it. */
function approvedPush(story: CaseStory, { pushes, journal }: History) {
  const sent = (entry: JournalEntry) =>
    entry.data['event'] === 'push-sent' ? textOf(entry.data['txid']) : null;
  const own = story.events.map(sent).filter((txid) => txid !== null);
  const push = pushes.find(
    ({ txid, status, person }) =>
      own.includes(txid) && status.kind === 'approved' && person === personOf(story),
  );
  const users = new Set(journal.filter((entry) => sent(entry) === push?.txid).map(({ caseId }) => caseId));
  return push === undefined || users.size !== 1 ? null : push;
}
