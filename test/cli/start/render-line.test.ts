import fc from 'fast-check';
import type { Line } from '../../../cli/start/line.ts';
import { renderCaption, renderLine } from '../../../cli/start/render-line.ts';
import { wrap } from '../../../cli/start/wrap.ts';

import { AT } from './entries.ts';

const PIPE = { colours: false, width: null };
const line: Line = { at: AT, tone: 'bad', label: 'PAGED', text: 'the on-call has an incident in PagerDuty' };

test('a line begins with its time of day', () => {
  expect(renderLine(line, PIPE)).toBe('09:30:00  PAGED   the on-call has an incident in PagerDuty');
});

test('colours are only where they are wanted', () => {
  const coloured = renderLine(line, { colours: true, width: 100 });
  expect(coloured.startsWith('\u001b[1;31m') && coloured.endsWith('\u001b[0m')).toBe(true);
  expect(renderLine(line, { colours: false, width: 100 })).not.toContain('\u001b');
  expect(renderLine({ ...line, tone: 'plain' }, { colours: true, width: 100 })).not.toContain('\u001b');
});

test('on a terminal a long line goes on below its text', () => {
  expect(renderLine(line, { colours: false, width: 50 }).split('\n')).toEqual([
    '09:30:00  PAGED   the on-call has an incident in',
    '                  PagerDuty',
  ]);
});

test('a caption wraps under itself', () => {
  expect(renderCaption('Ana runs Terraform: 24 calls within seconds.', { colours: false, width: 40 })).toBe(
    '\n» Ana runs Terraform: 24 calls within\n  seconds.',
  );
});

test('wrapping keeps every word, and no line is longer than it must be', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 20, max: 80 }), (list, width) => {
      const wrapped = wrap(list.join(' '), width, '  ');
      expect(wrapped.split(/\s+/)).toEqual(list);
      for (const each of wrapped.split('\n')) expect(each.length).toBeLessThanOrEqual(width);
    }),
  );
});
