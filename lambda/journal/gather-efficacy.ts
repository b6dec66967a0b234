import { listOf, textOf } from '../cloudtrail/json.ts';
import { pageFigures, peopleAsked, questionFigures, timeFigures } from './case-figures.ts';
import { type CaseTrack, follow, newTrack } from './case-track.ts';
import { daysOf } from './day-figures.ts';
import type { Efficacy, NoisyRule } from './efficacy.ts';
import type { JournalEntry } from './entry.ts';
import { Tally } from './tally.ts';

/** Rules, persons, and names behind a rule that are listed. */
const LISTED = 10;
const BEHIND_LISTED = 3;

/**
 * Gathers the figures of one period from the journal's entries, given in the order of time. It keeps one
 * number of each call, and a line of each case.
 */
export class EfficacyGatherer {
  readonly #since: number;
  readonly #until: number;
  readonly #calls = { logged: 0, notified: 0, alerted: 0, duplicate: 0, quarantined: 0 };
  readonly #decisionMs: number[] = [];
  readonly #cases = new Map<string, CaseTrack>();
  readonly #rules = new Map<string, { notified: number; alerted: number; principals: Tally; tools: Tally }>();
  readonly #byDay = new Tally();

  constructor(since: number, until: number) {
    this.#since = since;
    this.#until = until;
  }

  /** An entry after the period still tells how the period's cases ended; one before it tells nothing. */
  add(entry: JournalEntry): void {
    if (entry.at < this.#since) return;
    if (entry.at < this.#until) this.#count(entry);
    this.#track(entry);
  }

  figures(): Efficacy {
    const cases = [...this.#cases.values()];
    const causes = new Tally();
    for (const { outcome, cause } of cases) if (outcome === 'escalated') causes.add(cause ?? 'unknown');
    return {
      since: this.#since,
      until: this.#until,
      calls: { ...this.#calls },
      questions: questionFigures(cases),
      pages: pageFigures(cases),
      times: timeFigures(cases, this.#decisionMs),
      causes: causes.most(),
      noisiest: this.#noisiest(),
      people: peopleAsked(cases).slice(0, LISTED),
      days: daysOf({ since: this.#since, until: this.#until }, this.#byDay, cases),
    };
  }

  #count(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'call':
        this.#countCall(entry);
        return;
      case 'duplicate':
        this.#calls.duplicate++;
        return;
      case 'quarantine':
        this.#calls.quarantined++;
        return;
      default:
        return;
    }
  }

  #countCall({ at, data }: JournalEntry): void {
    const severity = data['severity'];
    const kind = severity === 'alert' ? 'alerted' : severity === 'notify' ? 'notified' : 'logged';
    this.#calls[kind]++;
    this.#byDay.add(`${dayOf(at)} ${kind}`);
    const { eventTime } = data;
    if (typeof eventTime === 'number' && eventTime <= at) this.#decisionMs.push(at - eventTime);
    if (kind === 'logged') return;
    for (const rule of listOf(data['rules'])) {
      if (typeof rule !== 'string') continue;
      const known = this.#rules.get(rule) ?? {
        notified: 0,
        alerted: 0,
        principals: new Tally(),
        tools: new Tally(),
      };
      known[kind]++;
      known.principals.add(textOf(data['principal']) ?? 'unknown');
      known.tools.add(textOf(data['tool']) ?? 'other');
      this.#rules.set(rule, known);
    }
  }

  #track(entry: JournalEntry): void {
    const { caseId } = entry;
    if (caseId === undefined) return;
    const known = this.#cases.get(caseId);
    // The last case of a period is followed beyond its end; a case that is first heard of later is the next one's.
    if (known === undefined && entry.at >= this.#until) return;
    if (known === undefined && !isBeginning(entry)) return;
    this.#cases.set(caseId, follow(known ?? newTrack(entry), entry));
  }

  #noisiest(): readonly NoisyRule[] {
    return [...this.#rules]
      .map(([rule, { notified, alerted, principals, tools }]) => ({
        rule,
        calls: notified + alerted,
        notified,
        alerted,
        principals: principals.most().slice(0, BEHIND_LISTED),
        tools: tools.most().slice(0, BEHIND_LISTED),
      }))
      .sort((one, other) => other.calls - one.calls || (one.rule < other.rule ? -1 : 1))
      .slice(0, LISTED);
  }
}

/** A case that was opened before the period shows first by what became of it, and is not the period's. */
function isBeginning({ kind, data }: JournalEntry): boolean {
  return kind === 'call' || (kind === 'transition' && data['event'] === 'opened');
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
