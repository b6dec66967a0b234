import type { Action } from './action.ts';
import type { Lineage } from './lineage.ts';
import type { AnomalySignal } from './signals.ts';
import { callsOf } from './signals.ts';
import type { Subject } from './subject.ts';

/** What the verdict and the recommendations are drawn from. */
export interface CaseFacts {
  readonly subject: Subject;
  readonly principal: string | null;
  readonly actions: readonly Action[];
  readonly destructive: readonly Action[];
  readonly signals: readonly AnomalySignal[];
  readonly lineage: Lineage;
}

/** A thief's work rather than a clumsy owner's: each alone is reason to act first and ask then. */
const STRONG: ReadonlySet<AnomalySignal['kind']> = new Set([
  'country-outside-baseline',
  'vpn-network',
  'monitoring-removed',
  'several-addresses-at-once',
  'denied-in-many-services',
]);
const WEAK: ReadonlySet<AnomalySignal['kind']> = new Set(['off-hours']);

/** One sentence, with what it rests on. */
export function verdictOn({ actions, destructive, signals, lineage }: CaseFacts): string {
  if (actions.length === 0) return 'Nothing is known of this key: no record in the sources was made with it.';
  const strong = signals.filter(({ kind }) => STRONG.has(kind));
  const telling = signals.filter(({ kind }) => !WEAK.has(kind));
  const did = [
    callsOf(actions.length),
    destructive.length === 0 ? 'nothing deleted' : `${destructive.length} deletions`,
    lineage.issued.length === 0 ? 'no credentials issued' : `${lineage.issued.length} credentials issued`,
  ].join(', ');
  if (strong.length > 0) return `Treat this key as stolen: ${evidenceOf(strong, signals)} (${did}).`;
  if (telling.length > 0)
    return `Unusual, ask its owner before trusting it: ${evidenceOf(telling, signals)} (${did}).`;
  return `Nothing unusual in what the sources hold (${did}).`;
}

function evidenceOf(leading: readonly AnomalySignal[], all: readonly AnomalySignal[]): string {
  const shown = leading.slice(0, 2).map(({ kind, evidence }) => `${kind.replaceAll('-', ' ')} — ${evidence}`);
  const more = all.length - shown.length;
  const others = more === 0 ? '' : more === 1 ? '; 1 more signal' : `; ${more} more signals`;
  return `${shown.join('; ')}${others}`;
}
