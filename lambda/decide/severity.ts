import type { Level } from '../config/config.ts';
import type { RuleMatch } from '../sigma/rule.ts';
import type { Severity } from './decision.ts';

const SEVERITY_OF: Readonly<Record<Level, Severity>> = {
  informational: 'log',
  low: 'log',
  medium: 'notify',
  high: 'alert',
  critical: 'alert',
};

const RANK: Readonly<Record<Level, number>> = { informational: 0, low: 1, medium: 2, high: 3, critical: 4 };

export function severityOf(level: Level): Severity {
  return SEVERITY_OF[level];
}

/** Highest level first; rules of one level keep their order. */
export function bySeverity(matches: readonly RuleMatch[]): readonly RuleMatch[] {
  const isSorted = matches.every((match, at) => at === 0 || rankOf(matches[at - 1]) >= RANK[match.level]);
  return isSorted ? matches : [...matches].sort((a, b) => RANK[b.level] - RANK[a.level]);
}

function rankOf(match: RuleMatch | undefined): number {
  return match === undefined ? 0 : RANK[match.level];
}
