import { listOf, objectOf, textOf } from '../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';

/** A line of the terminal's story; null for what it leaves out. Texts in the journal are clean of control characters. */
export function narrate(entry: JournalEntry): string | null {
  const told = tell(entry);
  return told === null ? null : `${new Date(entry.at).toISOString().slice(11, 19)}  ${told}`;
}

function tell({ kind, data, caseId }: JournalEntry): string | null {
  const text = (name: string) => textOf(data[name]) ?? '';
  const short = caseId === undefined ? '' : `case ${caseId.slice(0, 8)}`;
  switch (kind) {
    case 'call': {
      if (data['severity'] === 'log') return null;
      const why = textOf(listOf(data['reasons'])[0]) ?? '';
      const what = `${text('eventName') || 'forged message'} by ${text('principal') || 'unknown'} in ${text('account')}`;
      return `${text('severity').padEnd(8)}${what}: ${why}`;
    }
    case 'transition':
      return toldOfCase(objectOf(data), short);
    case 'delivery':
      return data['effect'] === 'page' && data['result'] === 'done' ? `PAGED   ${short}` : null;
    case 'quarantine':
      return `held    ${text('reason')}`;
    case 'subscription':
      return `topic   subscription confirmed: ${text('topicArn')}`;
    case 'alarm':
      return `alarm   ${text('name')} in ${text('account')}: ${text('state')}`;
    case 'duplicate':
    case 'drain':
      return null;
  }
}

function toldOfCase(data: JournalEntry['data'], short: string): string | null {
  const person = textOf(data['person']) ?? '';
  switch (data['event']) {
    case 'asked':
      return `asked   ${person} in Slack (${short})`;
    case 'answered':
      return `answer  ${person}: ${textOf(data['answer']) ?? ''}${data['late'] === true ? ', late' : ''} (${short})`;
    case 'push-sent':
      return `push    to ${person}'s phone (${short})`;
    case 'verified':
      return `OK      ${person} confirmed with Duo (${short})`;
    case 'escalated':
      return `FAILED  ${person}: ${textOf(data['cause']) ?? ''} (${short})`;
    default:
      return null;
  }
}
