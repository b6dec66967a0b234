import type { JournalEntry } from '../../lambda/journal/entry.ts';
import { type Line, shortCase, textIn } from './line.ts';

/** What a case came to; null for steps that another line tells of. */
export function toldOfTransition(entry: JournalEntry): Line | null {
  const { at, data, caseId } = entry;
  const text = textIn(entry);
  const person = text('person');
  const about = shortCase(caseId);
  switch (data['event']) {
    case 'asked':
      return { at, tone: 'asks', label: 'asked', text: `${person} in Slack: was this you?${about}` };
    case 'reminded':
      return { at, tone: 'asks', label: 'asked', text: `${person} again: half the time is over${about}` };
    case 'answered': {
      const late = data['late'] === true ? ', too late' : '';
      return { at, tone: 'plain', label: 'answer', text: `${person} says ${text('answer')}${late}${about}` };
    }
    case 'push-sent':
      return { at, tone: 'asks', label: 'push', text: `Duo asks on the phone of ${person}${about}` };
    case 'verified':
      return { at, tone: 'good', label: 'OK', text: `${person} approved the push: verified${about}` };
    case 'escalated':
      return { at, tone: 'bad', label: 'FAILED', text: `${person} did not verify: ${text('cause')}${about}` };
    default:
      return null;
  }
}

const VENDORS: Readonly<Record<string, string>> = {
  page: 'PagerDuty',
  annotate: 'PagerDuty',
  ask: 'Slack',
  push: 'Duo',
};

/** A page that is out, and the first time that a vendor cannot be reached for something that matters. */
export function toldOfDelivery(entry: JournalEntry): Line | null {
  const { at, data, caseId } = entry;
  const text = textIn(entry);
  const effect = text('effect');
  if (effect === 'page' && data['result'] === 'done') {
    return {
      at,
      tone: 'bad',
      label: 'PAGED',
      text: `the on-call has an incident in PagerDuty${shortCase(caseId)}`,
    };
  }
  const vendor = VENDORS[effect];
  if (vendor === undefined || data['result'] !== 'again' || data['attempt'] !== 1) return null;
  const told = `${vendor} cannot be reached and is tried again: ${text('note')}${shortCase(caseId)}`;
  return { at, tone: 'bad', label: 'waits', text: told };
}
