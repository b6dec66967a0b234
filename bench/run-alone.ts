import { spawn } from 'node:child_process';

/** A process of its own, from its start to its end. */
export interface RunAlone {
  /** Milliseconds. */
  readonly ms: number;
  /** The most memory it had. */
  readonly peakBytes: number;
  readonly output: string;
}

/**
 * Runs a module of the bench in a process of its own. The module writes what it found as JSON, with `peakBytes` and
 * `ms`, which it measures itself: how long Node takes to start is the same for all.
 */
export function runAlone(module: string, args: readonly string[]): Promise<RunAlone> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [module, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${module}: ${code}`));
      const { ms, peakBytes } = JSON.parse(output);
      resolve({ ms, peakBytes, output });
    });
  });
}
