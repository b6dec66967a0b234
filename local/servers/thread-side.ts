import { parentPort } from 'node:worker_threads';
import type { Answer, Request } from './server-thread.ts';

/** What the thread that started this one may ask for. */
export type Methods = Readonly<Record<string, (...texts: string[]) => unknown>>;

export interface Started {
  /** How to reach the server. */
  readonly started: unknown;
  readonly methods: Methods;
}

/** Starts a server, says so, and then answers calls. A server that cannot start ends its thread with the error. */
export async function serveParent(start: () => Promise<Started>): Promise<void> {
  const { started, methods } = await start();
  parentPort?.on('message', (request: Request) => void answer(request, methods));
  reply({ id: 0, ok: true, value: started });
}

async function answer({ id, method, texts }: Request, methods: Methods): Promise<void> {
  try {
    reply({ id, ok: true, value: (await methods[method]?.(...texts)) ?? null });
  } catch (thrown) {
    reply({ id, ok: false, error: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

function reply(answer: Answer): void {
  parentPort?.postMessage(answer);
}

/**
 * Keeps the server up when a client hangs up in the middle of a request, which the embedded servers take for a
 * defect of their own.
 */
export function surviveHangUps(): void {
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
  });
}
