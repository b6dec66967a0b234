import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** No server outlives this, whatever happens to whoever started it. */
const LONGEST_MS = 180_000;
const STARTING_MS = 30_000;
const LOOK_MS = 100;

/** An emulated AWS in a process of its own: moto, a Python program, which not every machine has. */
export interface MotoServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

export function isMotoInstalled(): boolean {
  return spawnSync('moto_server', ['--help']).status === 0;
}

/** On a free port of the loopback interface. Throws when it does not come up. */
export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  const ended = once(child, 'close');
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  for (const until = performance.now() + STARTING_MS; !(await answers(endpoint)); await sleep(LOOK_MS)) {
    if (child.exitCode === null && performance.now() < until) continue;
    await stop();
    throw new Error('moto_server did not come up');
  }
  return { endpoint, stop };
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${endpoint}/moto-api/`);
    return ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
