import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { clientOf } from './client.ts';
import { type Process, type Run, spawnStart } from './run-process.ts';

export type { Ended, Run } from './run-process.ts';

const COMMAND = path.resolve(__dirname, '../../bin/countersign.ts');
/** For a test: starting a run takes seconds on a machine that is busy. */
const PATIENCE_MS = 120_000;

export interface Runs {
  /** `countersign start --no-open` with these options on a free port; ready when it has an address. */
  start(...args: readonly string[]): Promise<Run>;
  /** Without waiting for an address: for runs that may fail or end by themselves. */
  spawn(...args: readonly string[]): Process;
}

/** The runs of one test file. Those that are left when the file is done are killed. */
export function runsOfThisFile(): Runs {
  jest.setTimeout(PATIENCE_MS);
  const children = new Set<ChildProcess>();
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });
  const spawnRun = (...args: readonly string[]): Process => {
    const { child, process } = spawnStart(COMMAND, args);
    children.add(child);
    child.once('exit', () => children.delete(child));
    return process;
  };
  return {
    spawn: spawnRun,
    start: async (...args) => {
      const run = spawnRun(...args);
      const url = await run.address();
      return { ...run, ...clientOf(url), url };
    },
  };
}
