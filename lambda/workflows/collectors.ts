import { alertCollects, alertTransition, openAlert } from '../cases/alert.ts';
import { type Alert, CALLS_KEPT, type CaseCall, type Origin, type Question } from '../cases/case.ts';
import { questionGroup } from '../cases/grouping.ts';
import { openQuestion, roomFor, transition } from '../cases/question.ts';
import { notCovered } from '../cases/quiet-period.ts';
import type { Verification } from '../config/config.ts';
import type { Person } from '../people/person.ts';
import type { Collector } from './join-case.ts';

/** Collects the calls of one person and origin into one question. `random` gives numbers from 0 to below 1. */
export function questionCollector(
  person: Person,
  origin: Origin,
  verification: Verification,
  now: number,
  random: () => number,
): Collector {
  const group = questionGroup(person.email, origin);
  return {
    group,
    takes: (item, calls) =>
      item === null
        ? Math.min(calls.length, CALLS_KEPT)
        : item.kind === 'question'
          ? roomFor(item, calls, now)
          : 0,
    leave: (item, call) => (item.kind === 'question' ? leaveQuiet(item, call, now) : item),
    join: (item, calls) =>
      item.kind === 'question' ? transition(item, { kind: 'calls-arrived', at: now, calls }) : item,
    open: (generation, calls) => {
      const code = String(10 + Math.floor(random() * 90));
      return openQuestion({ group, generation, person, origin, code, at: now }, calls, verification);
    },
  };
}

/** A question that is asked anew ends the quiet period of the one before, because of its first call. */
function leaveQuiet(question: Question, call: CaseCall, now: number): Question {
  const because = question.quiet === undefined ? null : notCovered(question.quiet, call);
  return because === null ? question : transition(question, { kind: 'quiet-ended', at: now, because });
}

export interface AlertOpening {
  readonly group: string;
  readonly severity: Alert['severity'];
  readonly because: Alert['because'];
  readonly person: Person | null;
  readonly openUntil: number;
}

/** Collects the calls of one alert key into one page. */
export function alertCollector(opening: AlertOpening, now: number): Collector {
  return {
    group: opening.group,
    takes: (item, calls) =>
      item === null || (item.kind === 'alert' && alertCollects(item, now)) ? calls.length : 0,
    leave: (item) => item,
    join: (item, calls) =>
      item.kind === 'alert' ? alertTransition(item, { kind: 'calls-arrived', at: now, calls }) : item,
    open: (generation, calls) => openAlert({ ...opening, generation, at: now }, calls),
  };
}
