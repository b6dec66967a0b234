import type { DerivedPattern, DerivedPatterns } from '../../lambda/eventbridge/derive-patterns.ts';
import { MAX_PATTERN_CHARACTERS, MAX_RULES_PER_BUS } from '../../lambda/eventbridge/limits.ts';
import { counted } from './counted.ts';

/** The patterns for a terminal: a line each, then the JSON that is deployed, then what cannot be delivered. */
export function renderPatterns(
  { patterns, undeliverable, archive }: DerivedPatterns,
  ruleCount: number,
): string {
  const width = Math.max(0, ...patterns.map(({ name }) => name.length));
  const lines = [
    `EventBridge rules: ${patterns.length} (a bus holds ${MAX_RULES_PER_BUS}), for the calls of ${counted(ruleCount, 'rule')}.`,
    '',
    ...patterns.map((pattern) => summaryOf(pattern, width)),
    '',
    ...patterns.flatMap(({ name, pattern }) => [`${name}:`, `  ${JSON.stringify(pattern)}`]),
  ];
  if (undeliverable.length > 0) {
    lines.push('', 'Not delivered by EventBridge:');
    lines.push(...undeliverable.map(({ ruleId, explanation }) => `  ${ruleId}: ${explanation}`));
  }
  if (archive.length > 0) {
    lines.push(
      '',
      'Left to the archive feed, which reads every call:',
      ...archive.map((ruleId) => `  ${ruleId}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function summaryOf({ name, state, pattern, ruleIds }: DerivedPattern, width: number): string {
  const characters = JSON.stringify(pattern).length.toLocaleString('en-US').padStart(5);
  const limit = MAX_PATTERN_CHARACTERS.toLocaleString('en-US');
  const reads = state === 'ENABLED' ? 'changes only  ' : 'with read-only';
  return `  ${name.padEnd(width)}  ${reads}  ${characters} of ${limit} characters  for ${counted(ruleIds.length, 'rule')}`;
}
