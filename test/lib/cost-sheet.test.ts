import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { costSheet } from '../../lib/cost-sheet.ts';
import { CONFIG, MEMBER_PATTERNS } from './deployment.ts';

describe('the cost sheet', () => {
  const sheet = costSheet({ config: CONFIG, patterns: MEMBER_PATTERNS, context: {} });
  const kept = readFileSync(resolve(__dirname, '../../docs/cost-sheet.md'), 'utf8');
  /** The catalogue grows by itself; rules cost nothing. */
  const besidesRules = (text: string) => text.replace(/\d+ EventBridge rules/, 'EventBridge rules');

  test('is current: if not, run npm run cost-sheet', () => {
    expect(besidesRules(kept)).toBe(besidesRules(sheet));
  });
});
