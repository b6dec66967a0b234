import { join } from 'node:path';
import { type Import, importsOf, REPOSITORY, type SourceFile, sourceFiles } from './source-files.ts';

/** The pure rooms of lambda/, each of which may import those before it. */
const PURE_ROOMS = [
  'config',
  'cloudtrail',
  'intake',
  'people',
  'facts',
  'sigma',
  'eventbridge',
  'decide',
  'baseline',
  'cases',
  'journal',
  'investigate',
];

/** Packages that only compute. */
const PURE_PACKAGES = ['yaml', 'zod', 'ipaddr.js'];

/** Modules of Node that only compute. */
const PURE_NODE_MODULES = ['node:crypto', 'node:util', 'node:net', 'node:buffer'];

/** What a pure room may not use, as it stands in the code. */
const IMPURE = [
  /\bprocess\./,
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\bperformance\.now\b/,
  /\brandom(?:UUID|Bytes|Int)\b/,
  /\bfetch\(/,
  /\bset(?:Timeout|Interval|Immediate)\(/,
  /\bconsole\./,
  /\brequire\(/,
];

/** One file, or one for each function. */
const COMPOSITION = /^lambda\/composition(?:\.ts$|\/)/;

const LAMBDA = sourceFiles('lambda');
const PURE = LAMBDA.filter(({ path }) => PURE_ROOMS.includes(roomOf(path)));

function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/');
  return top === 'lambda' ? room : top;
}

/** `file → import` of each import that may not be. */
function offences(
  files: readonly SourceFile[],
  isForbidden: (target: string, file: SourceFile, imported: Import) => boolean,
): readonly string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((imported) => isForbidden(imported.target, file, imported))
      .map(({ target }) => `${file.path} → ${target}`),
  );
}

function isFile(target: string): boolean {
  return target.endsWith('.ts') || target.endsWith('.json');
}

describe('dependencies', () => {
  test('types alone are told from values', () => {
    const code = "import type { A } from './a.ts';\nimport { type B, b } from './b.ts';";

    expect(importsOf(join(REPOSITORY, 'lib/c.ts'), code).map(({ typeOnly }) => typeOnly)).toEqual([
      true,
      false,
    ]);
  });

  test('there are files to look at', () => {
    expect(LAMBDA.length).toBeGreaterThan(100);
    expect(new Set(PURE.map(({ path }) => roomOf(path))).size).toBeGreaterThan(8);
  });

  test.each([
    ["import { a } from './a.ts';", ['lambda/cases/a.ts']],
    ["import type { A } from '../config/a.ts';", ['lambda/config/a.ts']],
    ["import {\n  a,\n  b,\n} from 'zod';", ['zod']],
    ["import * as all from 'node:fs';", ['node:fs']],
    ["import 'node:fs';", ['node:fs']],
    ["export { a } from '../../lib/a.ts';", ['lib/a.ts']],
    ["const a = await import('node:fs');", ['node:fs']],
    ["const text = 'import nothing';\nimport x from 'yaml';", ['yaml']],
  ])('an import is seen in %j', (code, imports) => {
    const seen = importsOf(join(REPOSITORY, 'lambda/cases/file.ts'), code);

    expect(seen.map(({ target }) => target)).toEqual(imports);
  });

  test('a pure room imports only rooms before it, and of ports only types', () => {
    const isLater = (target: string, { path }: SourceFile, { typeOnly }: Import): boolean => {
      if (!isFile(target) || (typeOnly && roomOf(target) === 'ports')) return false;
      const place = PURE_ROOMS.indexOf(roomOf(target));
      return place === -1 || place > PURE_ROOMS.indexOf(roomOf(path));
    };

    expect(offences(PURE, isLater)).toEqual([]);
  });

  test('a pure room imports no package but those that only compute', () => {
    const allowed = [...PURE_PACKAGES, ...PURE_NODE_MODULES];

    expect(offences(PURE, (target) => !isFile(target) && !allowed.includes(target))).toEqual([]);
  });

  test('a pure room uses no clock, randomness, network, environment or console', () => {
    const uses = PURE.flatMap(({ path, code }) =>
      IMPURE.flatMap((pattern) => pattern.exec(code)?.[0] ?? []).map((found) => `${path}: ${found}`),
    );

    expect(uses).toEqual([]);
  });

  test('ports import only pure rooms and other ports', () => {
    const ports = LAMBDA.filter(({ path }) => roomOf(path) === 'ports');
    const allowed = [...PURE_ROOMS, 'ports'];

    expect(offences(ports, (target) => !isFile(target) || !allowed.includes(roomOf(target)))).toEqual([]);
  });

  test('workflows import only pure rooms, ports and each other', () => {
    const workflows = LAMBDA.filter(({ path }) => roomOf(path) === 'workflows');
    const allowed = [...PURE_ROOMS, 'ports', 'workflows'];
    const isForbidden = (target: string): boolean =>
      isFile(target) ? !allowed.includes(roomOf(target)) : !PURE_NODE_MODULES.includes(target);

    expect(offences(workflows, isForbidden)).toEqual([]);
  });

  test('adapters know no workflow and no handler', () => {
    const adapters = LAMBDA.filter(({ path }) => roomOf(path) === 'adapters');

    expect(offences(adapters, (target) => ['workflows', 'handlers'].includes(roomOf(target)))).toEqual([]);
  });

  test('lambda/ imports nothing of lib/, cli/, local/, bin/, bench/ or test/', () => {
    expect(offences(LAMBDA, (target) => isFile(target) && !target.startsWith('lambda/'))).toEqual([]);
  });

  test('what is shipped imports nothing of test/ or bench/', () => {
    const shipped = sourceFiles('bin', 'lib', 'cli', 'local');

    expect(offences(shipped, (target) => /^(?:test|bench)\//.test(target))).toEqual([]);
  });

  test('only the composition reads the environment', () => {
    const readers = LAMBDA.filter(({ code }) => /\bprocess\.env\b/.test(code)).map(({ path }) => path);

    expect(readers.filter((path) => !COMPOSITION.test(path))).toEqual([]);
  });
});
