import { alertCollects, alertTransition, openAlert } from '../cases/alert.ts';
import { type Alert, CALLS_KEPT, type Origin } from '../cases/case.ts';
import { questionGroup } from '../cases/grouping.ts';
import { openQuestion, roomIn, transition } from '../cases/question.ts';
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
    room: (item) => (item === null ? CALLS_KEPT : item.kind === 'question' ? roomIn(item, now) : 0),
    join: (item, calls) =>
      item.kind === 'question' ? transition(item, { kind: 'calls-arrived', at: now, calls }) : item,
    open: (generation, calls) => {
      const code = String(10 + Math.floor(random() * 90));
      return openQuestion({ group, generation, person, origin, code, at: now }, calls, verification);
    },
  };
}

export interface AlertOpening {
  readonly group: string;
  readonly severity: Alert['severity'];
  readonly because: Alert['because'];
  readonly person: Person | null;
  readonly openUntil: number;
}

/** An incident counts what it cannot keep. */
const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** Collects the calls of one alert key into one page. */
export function alertCollector(opening: AlertOpening, now: number): Collector {
  return {
    group: opening.group,
    room: (item) => (item === null || (item.kind === 'alert' && alertCollects(item, now)) ? ANY_NUMBER : 0),
    join: (item, calls) =>
      item.kind === 'alert' ? alertTransition(item, { kind: 'calls-arrived', at: now, calls }) : item,
    open: (generation, calls) => openAlert({ ...opening, generation, at: now }, calls),
  };
}
