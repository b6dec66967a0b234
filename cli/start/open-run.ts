import type { Parsed } from '../../lambda/cloudtrail/json.ts';
import type { ArchiveCount, ArchiveFollower } from '../../local/archive/follow-journal.ts';
import { type HttpServer, startHttpServer } from '../../local/http/server.ts';
import { type Pipeline, startPipeline } from '../../local/pipeline/pipeline.ts';
import { createLiveClock, createVirtualClock } from '../../local/run-clock.ts';
import type { Show } from '../../local/state/board-view.ts';
import { createJournalTail, type JournalTail } from '../../local/state/journal-tail.ts';
import { feedsOf } from '../classify/feeds-of.ts';
import type { Policy } from '../classify/load-policy.ts';
import { codeOf, messageOf } from '../failure.ts';
import type { StartIo } from '../start.ts';
import { firstLines } from './first-lines.ts';
import { openBrowser } from './open-browser.ts';
import { DEFAULT_PORT, type StartOptions } from './options.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** A run with its page and its terminal, before anything plays. */
export interface OpenRun {
  readonly pipeline: Pipeline;
  readonly tail: JournalTail;
  readonly terminal: Terminal;
  /** What plays; set by whoever plays it. */
  readonly stage: { -readonly [K in keyof Show]: Show[K] };
  close(): Promise<void>;
}

/** @returns a reason when the user's port or data cannot be used; nothing is left running then */
export async function openRun(options: StartOptions, policy: Policy, io: StartIo): Promise<Parsed<OpenRun>> {
  const { paths, dataDir, port } = options;
  const clock = paths.length > 0 ? createVirtualClock(0) : createLiveClock({ now: io.now }, dataDir);
  const deployment = { config: policy.config, rules: policy.documents };
  const feeds = feedsOf(policy.config, options.archiveFeed);
  const pipeline = await startPipeline({ deployment, feeds, clock, dataDir }).catch((cause: unknown) => {
    if (dataDir === null) throw cause;
    return messageOf(cause);
  });
  if (typeof pipeline === 'string')
    return { ok: false, reason: `--data: ${dataDir}: ${firstLineOf(pipeline)}` };
  const terminal = createTerminal(io.stdout);
  const tail = createJournalTail(pipeline.journal, terminal.tell);
  const stage: OpenRun['stage'] = { story: () => null, progress: () => null };
  const server = await serve({ pipeline, tail, show: stage }, port);
  if (!server.ok) {
    await pipeline.close();
    return server;
  }
  io.stdout.write(firstLines(options, server.value.url));
  if (options.open) openBrowser(server.value.url);
  const narration = terminal.follow(tail);
  const shipping = await shippingOf(options, pipeline);
  const close = async () => {
    await narration.stop();
    if (shipping !== null) io.stdout.write(archived(await shipping.stop()));
    await server.value.close();
    await pipeline.close();
  };
  return { ok: true, value: { pipeline, tail, terminal, stage, close } };
}

/** The client is loaded only where somebody asks for it. */
async function shippingOf({ archive }: StartOptions, pipeline: Pipeline): Promise<ArchiveFollower | null> {
  if (archive === null) return null;
  return (await import('../../local/archive/ship-to.ts')).shipTo(archive, pipeline);
}

function archived({ shipped, left, reason }: ArchiveCount): string {
  const missing = left === 0 ? '' : `, ${left} not: ${reason ?? 'no reason given'}`;
  return `${shipped} journal entries are in the archive${missing}\n`;
}

/** The port asked for; a free one when it is the usual one and taken. */
async function serve(
  served: Parameters<typeof startHttpServer>[0],
  port: number,
): Promise<Parsed<HttpServer>> {
  try {
    return { ok: true, value: await startHttpServer(served, port) };
  } catch (cause) {
    const isTaken = codeOf(cause) === 'EADDRINUSE';
    if (isTaken && port === DEFAULT_PORT) return { ok: true, value: await startHttpServer(served, 0) };
    const reason = isTaken ? 'taken by another program' : messageOf(cause);
    return { ok: false, reason: `--port: ${port}: ${reason}` };
  }
}

function firstLineOf(text: string): string {
  return text.split('\n')[0] ?? '';
}
