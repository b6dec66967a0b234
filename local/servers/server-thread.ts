import { Worker } from 'node:worker_threads';

/** What a server's thread is asked. */
export interface Request {
  readonly id: number;
  readonly method: string;
  readonly texts: readonly string[];
}

/** What it answers. The answer to request 0, which nobody sends, says that it listens. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };

/** A server in a thread of its own: it takes no time from the pipeline and cannot outlive the process. */
export interface ServerThread {
  /** What the thread said when it began to listen. */
  readonly started: unknown;
  call(method: string, ...texts: readonly string[]): Promise<unknown>;
  /** Ends the server, then the thread. Again: nothing. */
  close(): Promise<void>;
}

/** How long a server may take to write down what it has; milliseconds. */
const CLOSING_MS = 5_000;

/** @throws when the server cannot start, such as in a folder that is in use. */
export async function startServerThread(file: URL, workerData: unknown): Promise<ServerThread> {
  const worker = new Worker(file, { workerData });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  let ended: Error | null = null;

  const answerTo = (id: number): Promise<unknown> => {
    const waiter = Promise.withResolvers<unknown>();
    waiting.set(id, waiter);
    return waiter.promise;
  };
  const end = (reason: Error) => {
    ended ??= reason;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', (answer: Answer) => {
    const waiter = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) waiter?.resolve(answer.value);
    else waiter?.reject(new Error(answer.error));
  });
  worker.on('error', (thrown) => end(thrown instanceof Error ? thrown : new Error(String(thrown))));
  worker.on('exit', () => end(new Error('the server has ended')));

  const call = async (method: string, ...texts: readonly string[]): Promise<unknown> => {
    if (ended) throw ended;
    lastId += 1;
    const answer = answerTo(lastId);
    worker.postMessage({ id: lastId, method, texts } satisfies Request);
    return answer;
  };

  return {
    started: await answerTo(0),
    call,
    async close() {
      const tooLong = Promise.withResolvers<void>();
      const timer = setTimeout(tooLong.resolve, CLOSING_MS);
      await Promise.race([call('close').catch(() => {}), tooLong.promise]);
      clearTimeout(timer);
      await worker.terminate();
    },
  };
}
