import { basename } from 'node:path';
import { sourceFiles } from './source-files.ts';

const MOST_LINES = 250;
const MOST_LINES_OF_TESTS = 400;
const MOST_LINES_OF_HANDLERS = 40;
const MEDIAN_LINES = 100;

/** Names that say nothing about what a file holds. */
const EMPTY_NAMES = /^(?:utils?|helpers?|common|misc|shared|stuff|lib|index|constants|types)\.ts$/;
const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|cases|contract|d))*\.ts$/;
/** Ways around the compiler that the linter does not see everywhere. */
const LOOSE_TYPES = /\bas any\b|<any>|@ts-ignore|@ts-nocheck/;

const SOURCES = sourceFiles('bin', 'lib', 'lambda', 'cli', 'local', 'bench');
const TESTS = sourceFiles('test');

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}

function longerThan(most: number, files: typeof SOURCES): readonly string[] {
  return files
    .filter(({ text }) => linesOf(text) > most)
    .map(({ path, text }) => `${path}: ${linesOf(text)}`);
}

describe('files', () => {
  test(`no source is longer than ${MOST_LINES} lines`, () => {
    expect(longerThan(MOST_LINES, SOURCES)).toEqual([]);
  });

  test(`no test is longer than ${MOST_LINES_OF_TESTS} lines`, () => {
    expect(longerThan(MOST_LINES_OF_TESTS, TESTS)).toEqual([]);
  });

  test(`no handler is longer than ${MOST_LINES_OF_HANDLERS} lines`, () => {
    const handlers = SOURCES.filter(({ path }) => path.startsWith('lambda/handlers/'));

    expect(longerThan(MOST_LINES_OF_HANDLERS, handlers)).toEqual([]);
  });

  test(`half of the sources are shorter than ${MEDIAN_LINES} lines`, () => {
    const lengths = SOURCES.map(({ text }) => linesOf(text)).sort((a, b) => a - b);

    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(MEDIAN_LINES);
  });

  test('every file is named by what it holds, in kebab case', () => {
    const names = [...SOURCES, ...TESTS].map(({ path }) => path);

    expect(names.filter((path) => EMPTY_NAMES.test(basename(path)))).toEqual([]);
    expect(names.filter((path) => !KEBAB_CASE.test(basename(path)))).toEqual([]);
  });

  test('no source opens a hole in the types', () => {
    const loose = SOURCES.filter(({ text }) => LOOSE_TYPES.test(text)).map(({ path }) => path);

    expect(loose).toEqual([]);
  });

  test('every suite has its source at the mirrored path', () => {
    const known = new Set(SOURCES.map(({ path }) => path));
    const mirrored = TESTS.map(({ path }) => /^test\/(cli|lib|local|bench)\/.*\.test\.ts$/.exec(path)?.[0])
      .filter((path) => path !== undefined)
      .filter((path) => !isMirrored(path, known));

    expect(mirrored).toEqual([]);
  });
});

/** test/cli/x/y.test.ts mirrors cli/x/y.ts, or stands in the folder of several files that it tests together. */
function isMirrored(path: string, known: ReadonlySet<string>): boolean {
  const source = path.slice('test/'.length).replace(/\.test\.ts$/, '.ts');
  const folder = source.slice(0, source.lastIndexOf('/'));
  return known.has(source) || [...known].some((other) => other.startsWith(`${folder}/`));
}
