#!/usr/bin/env node
import { runCountersign } from '../cli/countersign.ts';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupted.abort());
}
process.stdout.on('error', () => process.exit(0));

process.exitCode = await runCountersign(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => Date.now(),
  interrupted: interrupted.signal,
});

// What a function of a local run has not finished is lost, as when Lambda stops it: nobody waits for it here.
if (interrupted.signal.aborted) process.exit();
