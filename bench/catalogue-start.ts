import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RuleDocument } from '../lambda/sigma/rule.ts';
import { median } from './rounds.ts';

const RUNS = 9;
const CATALOGUE = pathToFileURL(resolve(import.meta.dirname, '../lambda/sigma/catalogue.ts')).href;
const FIRST_CALL = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  userIdentity: { type: 'IAMUser' },
};

export interface CatalogueStart {
  readonly rules: number;
  readonly bytes: number;
  /** Median milliseconds in a new process. */
  readonly parseMs: number;
  readonly compileMs: number;
  readonly firstMatchMs: number;
}

/** What the rules add to the start of a function: read from JSON, compiled, met by a first call. */
export function catalogueStart(rules: readonly RuleDocument[]): CatalogueStart {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    const file = join(folder, 'rules.json');
    const text = JSON.stringify(rules);
    writeFileSync(file, text);
    const times = Array.from({ length: RUNS }, () => timesOf(file));
    const medianOf = (at: number): number => median(times.map((run) => run[at] ?? Number.NaN));
    return {
      rules: rules.length,
      bytes: text.length,
      parseMs: medianOf(0),
      compileMs: medianOf(1),
      firstMatchMs: medianOf(2),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timesOf(file: string): readonly number[] {
  const script = `
    import { readFileSync } from 'node:fs';
    const { compileCatalogue } = await import(${JSON.stringify(CATALOGUE)});
    const text = readFileSync(${JSON.stringify(file)}, 'utf8');
    const times = [performance.now()];
    const documents = JSON.parse(text);
    times.push(performance.now());
    const { catalogue } = compileCatalogue(documents, { levels: {} });
    times.push(performance.now());
    catalogue.match(${JSON.stringify(FIRST_CALL)}, () => undefined);
    times.push(performance.now());
    console.log(times.slice(1).map((time, index) => time - times[index]).join(' '));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  return output.trim().split(' ').map(Number);
}
