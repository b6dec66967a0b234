import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const TEXT = readFileSync(resolve(ROOT, 'docs/threat-model.md'), 'utf8');

/** File and test name of each test that the page names: a file once, then its tests until the next file. */
const named = TEXT.split('\n').flatMap((line) => {
  let file = '';
  return [...line.matchAll(/`(test\/[^`]+\.test\.ts)`|"([^"]+)"/g)].flatMap(([, path, name]) => {
    if (path !== undefined) file = path;
    return name === undefined || file === '' ? [] : [[file, name] as const];
  });
});

describe('docs/threat-model.md', () => {
  test('names a test in every row', () => {
    const rows = TEXT.split('\n').filter((line) => /^\| (?!---|attacker|the mistake)/.test(line));
    expect(rows.filter((row) => !/`test\/[^`]+\.test\.ts`: "/.test(row))).toEqual([]);
    expect(named.length).toBeGreaterThanOrEqual(rows.length);
  });

  test.each(named)('%s has a test named: %s', (file, name) => {
    const path = resolve(ROOT, file);
    expect(existsSync(path)).toBe(true);
    const quoted = readFileSync(path, 'utf8')
      .replaceAll("\\'", "'")
      .replaceAll('\n', ' ')
      .replace(/\s+/g, ' ');
    expect(['`', "'", '"'].some((quote) => quoted.includes(`${quote}${name}${quote}`))).toBe(true);
  });
});
