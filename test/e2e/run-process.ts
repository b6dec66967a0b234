import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';

/** A run of `countersign start` as its user has it: a process, its terminal, its address. */
export interface Run extends Client {
  readonly url: string;
  readonly pid: number;
  /** All that the process has written so far. */
  stdout(): string;
  stderr(): string;
  /** Waits until the output matches. */
  says(pattern: RegExp, withinMs?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Resolves when the process is gone. */
  readonly ended: Promise<Ended>;
  /** Ctrl-C, and wait. */
  stop(): Promise<Ended>;
}

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A run that may not have an address yet. */
export type Process = Omit<Run, keyof Client | 'url'> & { address(): Promise<string> };

/** No run lives longer, whatever happens to whoever started it. */
const LONGEST_MS = 180_000;
const ADDRESS_MS = 60_000;
const LOOK_MS = 20;

/** `countersign start --no-open` with these options on a free port. `command`: the path of `bin/countersign.ts`. */
export function spawnStart(
  command: string,
  args: readonly string[],
): { child: ChildProcess; process: Process } {
  const child = spawn(process.execPath, [command, 'start', '--no-open', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  return { child, process: processOf(child) };
}

function processOf(child: ChildProcess): Process {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal }));
  const says = async (pattern: RegExp, withinMs = ADDRESS_MS): Promise<void> => {
    for (const until = performance.now() + withinMs; !pattern.test(written.stdout); await sleep(LOOK_MS)) {
      const isOver = child.exitCode !== null || child.signalCode !== null || performance.now() > until;
      if (isOver) throw new Error(`the run never said ${pattern}:\n${written.stdout}\n${written.stderr}`);
    }
  };
  return {
    pid: child.pid ?? 0,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    says,
    address: async () => {
      await says(/http:\/\/[\d.:]+/);
      return /http:\/\/[\d.:]+/.exec(written.stdout)?.[0] ?? '';
    },
    signal: (name) => {
      child.kill(name);
    },
    ended,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
