import { listOf, objectOf } from '../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import { type Line, lineText, shortCase, type Tone, textIn } from './line.ts';
import { toldOfDelivery, toldOfTransition } from './tell-of-case.ts';

/** Calls that are alike and not told yet, because more of them may follow. */
export interface Held {
  readonly line: Omit<Line, 'text'>;
  readonly what: string;
  /** Of several. */
  readonly many: (count: number) => string;
  readonly rest: string;
  readonly count: number;
  readonly accounts: ReadonlySet<string>;
}

export interface Narrated {
  readonly lines: readonly Line[];
  /** What to hand in with the next entries. */
  readonly held: ReadonlyMap<string, Held>;
}

export const NOTHING_HELD: ReadonlyMap<string, Held> = new Map();

/**
 * The terminal's story of some journal entries. Calls that are alike become one line; such lines are held back until
 * something else is told or nothing new comes, except alerts, which wait for nothing.
 */
export function narrate(held: ReadonlyMap<string, Held>, entries: readonly JournalEntry[]): Narrated {
  const lines: Line[] = [];
  let open = new Map(held);
  const release = () => {
    lines.push(...[...open.values()].map(lineOf));
    open = new Map();
  };
  let urgent = entries.length === 0;
  for (const entry of inOrder(entries)) {
    const call = heldOf(entry);
    if (call !== null) {
      urgent ||= call.line.tone === 'bad';
      open.set(keyOf(call), together(open.get(keyOf(call)), call));
      continue;
    }
    const line = toldOf(entry);
    if (line === null) continue;
    release();
    lines.push(line);
  }
  if (urgent) release();
  return { lines, held: open };
}

/** What a case came to before what was then done, where both bear the same time. */
function inOrder(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const rank = ({ kind }: JournalEntry) => ['transition', 'delivery'].indexOf(kind);
  return entries.toSorted((one, other) => one.at - other.at || rank(one) - rank(other));
}

/** What can be told together with its like; null for what is told alone. */
function heldOf(entry: JournalEntry): Held | null {
  const text = textIn(entry);
  const accounts = new Set([text('account')].filter((account) => account !== ''));
  const alone = { count: 1, accounts };
  const line = (tone: Tone, label: string) => ({ at: entry.at, tone, label });
  switch (entry.kind) {
    case 'quarantine':
      return { ...alone, ...MESSAGE, line: line('plain', 'held'), rest: `: ${text('reason')}` };
    case 'duplicate':
      return { ...alone, ...CALL, line: line('quiet', 'again'), rest: ' that came before' };
    case 'call':
      if (entry.data['severity'] === 'log') {
        return { ...alone, ...CALL, line: line('quiet', 'logged'), rest: ' that nobody is asked about' };
      }
      return { ...alone, ...toldOfCall(entry) };
    case 'transition':
    case 'delivery':
    case 'subscription':
    case 'alarm':
    case 'drain':
    case 'investigation':
    case 'alarm-records':
    case 'containment':
      return null;
  }
}

const CALL = { what: '1 call', many: (count: number) => `${count} calls` };
const MESSAGE = { what: '1 message', many: (count: number) => `${count} messages` };

/** A call that somebody is asked or paged about. */
function toldOfCall(entry: JournalEntry): Pick<Held, 'line' | 'what' | 'many' | 'rest'> {
  const text = textIn(entry);
  const what = `${text('eventName') || 'message'} by ${text('principal') || 'unknown'}`;
  const why = lineText(listOf(entry.data['reasons'])[0]);
  const named = { what, many: (count: number) => `${count}× ${what}` };
  return entry.data['severity'] === 'alert'
    ? {
        ...named,
        line: { at: entry.at, tone: 'bad', label: 'ALERT' },
        rest: `: ${why}${shortCase(entry.caseId)}`,
      }
    : { ...named, line: { at: entry.at, tone: 'plain', label: 'notify' }, rest: `: ${why}` };
}

function keyOf({ line, what, rest }: Held): string {
  return JSON.stringify([line.label, what, rest]);
}

function together(before: Held | undefined, more: Held): Held {
  if (before === undefined) return more;
  return { ...before, count: before.count + 1, accounts: new Set([...before.accounts, ...more.accounts]) };
}

function lineOf({ line, what, many, rest, count, accounts }: Held): Line {
  const [only] = accounts;
  const where = accounts.size > 1 ? ` in ${accounts.size} accounts` : ` in ${only}`;
  const told = count === 1 ? what : many(count);
  return { ...line, text: `${told}${accounts.size === 0 ? '' : where}${rest}` };
}

/** What is told alone, at once; null for what the terminal leaves out. */
function toldOf(entry: JournalEntry): Line | null {
  const { kind, at } = entry;
  const text = textIn(entry);
  switch (kind) {
    case 'transition':
      return toldOfTransition(entry);
    case 'delivery':
      return toldOfDelivery(entry);
    case 'subscription':
      return { at, tone: 'plain', label: 'topic', text: `subscription confirmed: ${text('topicArn')}` };
    case 'alarm': {
      const alarm = `${text('name')} in ${text('account')}: ${text('state')}`;
      return { at, tone: 'plain', label: 'alarm', text: alarm };
    }
    case 'investigation':
      return toldOfInvestigation(entry);
    case 'call':
    case 'quarantine':
    case 'duplicate':
    case 'drain':
    case 'alarm-records':
    case 'containment':
      return null;
  }
}

/** What the keys of an incident were found to have done. */
function toldOfInvestigation(entry: JournalEntry): Line | null {
  const [first, ...more] = listOf(entry.data['keys']).map(objectOf);
  if (first === undefined) return null;
  const others = more.length === 0 ? '' : ` (and ${more.length} more keys)`;
  const told = `${lineText(first['key'])}${others}: ${lineText(first['verdict'])}${shortCase(entry.caseId)}`;
  return { at: entry.at, tone: 'plain', label: 'history', text: told };
}
