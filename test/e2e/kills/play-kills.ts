import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../../../bench/random.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { type Client, clientOf, type State } from '../client.ts';
import { call, createUser, openSecurityGroup } from '../records.ts';
import { spawnStart } from '../run-process.ts';
import { brokenBy } from './judge-kills.ts';

export interface KillSettings {
  /** The path of `bin/countersign.ts`. */
  readonly command: string;
  /** Where the runs keep their state. */
  readonly folder: string;
  readonly calls: number;
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

const CHUNK = 25;
const PEOPLE = 12;
/** A run lives so long before it is killed. Milliseconds. */
const SHORTEST_MS = 150;
const LONGEST_MS = 1_500;

/**
 * Publishes calls to a run of `countersign start`, lets people answer what it asks, kills the process (SIGKILL) at
 * random moments and starts it anew on the same data, until everything has come to rest.
 *
 * @returns the promises that were not kept, one sentence each
 */
export async function playKills(settings: KillSettings): Promise<readonly string[]> {
  const { command, folder, kills, seed, say } = settings;
  const random = randomFrom(seed);
  const given = {
    asks: new Set<string>(),
    pages: new Set<string>(),
    garbage: new Set<string>(),
    yes: new Set<string>(),
    no: new Set<string>(),
  };
  const chunks = chunksOf(settings.calls, random, given);
  const started = performance.now();
  let next = 0;

  for (let kill = 0; kill <= kills; kill++) {
    const { child, process } = spawnStart(command, ['--idle', '--every', '2s', '--data', folder]);
    const client = clientOf(await process.address());
    const isLast = kill === kills;
    const patience = SHORTEST_MS + random() * (LONGEST_MS - SHORTEST_MS);
    const killed = isLast ? null : sleep(patience).then(() => child.kill('SIGKILL'));
    const publish = async () => {
      // A share of what is left, so that every life has something to do; what was cut off is published again.
      const share = Math.ceil((chunks.length - next) / (kills - kill + 1));
      for (const until = next + share; next < until && next < chunks.length; next++) {
        const chunk = chunks[next];
        await client.publish(chunk?.records ?? []);
        if (chunk?.garbage !== undefined) await client.queue(chunk.garbage);
      }
    };
    const work = Promise.allSettled([publish(), live(client, random, given, isLast ? 4 : 1_000)]);
    if (killed !== null) {
      await killed;
      await process.ended;
      await work;
      say(`killed after ${Math.round(patience)} ms; ${next} of ${chunks.length} chunks are published`);
      continue;
    }
    const [published] = await work;
    if (published.status === 'rejected') throw published.reason;
    const state = await rest(client, random, given);
    const broken = brokenBy(given, state);
    await process.stop();
    say(summaryOf(state, (performance.now() - started) / 1_000));
    return broken;
  }
  return ['no run came to its end'];
}

/** People answer what they are asked, a few looks long or until the process is gone. */
async function live(client: Client, random: () => number, given: Answers, looks: number): Promise<void> {
  for (let look = 0; look < looks; look++) {
    await sleep(100);
    const { messages, pushes } = await client.state();
    for (const { id, user, caseId, buttons } of messages) {
      if (buttons.length === 0 || user === null || caseId === null || random() < 0.4) continue;
      const action = random() < 0.75 ? 'yes' : 'no';
      given[action].add(caseId);
      await client.click(id, action, user);
    }
    for (const { txid, state } of pushes) {
      if (state === 'waiting' && random() < 0.7)
        await client.phone(txid, random() < 0.8 ? 'approve' : 'deny');
    }
  }
}

/** Time that passes between two looks whether all has come to rest: claims of the killed, pushes, deadlines. */
const PASSING = ['2m', '2m', '2m', '16m', '2m', '2m', '16m', '2m', '2m', '2m'];

/** Lets time pass and people answer until every case has ended, and once more for what the last one wanted done. */
async function rest(client: Client, random: () => number, given: Answers): Promise<State> {
  let isOver = false;
  for (const by of PASSING) {
    await client.advance(by);
    await client.drain();
    if (isOver) break;
    await live(client, random, given, 3);
    const { cases } = await client.state();
    isOver = cases.every(({ state }) => state === 'verified' || state === 'escalated');
  }
  return client.state();
}

interface Answers {
  readonly yes: Set<string>;
  readonly no: Set<string>;
}

interface Chunk {
  readonly records: readonly JsonObject[];
  readonly garbage?: string;
}

function chunksOf(
  calls: number,
  random: () => number,
  given: { asks: Set<string>; pages: Set<string>; garbage: Set<string> },
): readonly Chunk[] {
  const records = Array.from({ length: calls }, (): JsonObject => {
    const by = `person-${Math.floor(random() * PEOPLE)}@example.com`;
    const dice = random();
    if (dice < 0.7) return remember(createUser(by), given.asks);
    if (dice < 0.8) return remember(openSecurityGroup(by, '0.0.0.0/0'), given.pages);
    return call({ by, event: 'CreateGroup', request: { groupName: 'readers' } });
  });
  const chunks = Array.from({ length: Math.ceil(calls / CHUNK) }, (_, index): Chunk => {
    const part = records.slice(index * CHUNK, (index + 1) * CHUNK);
    if (random() < 0.7) return { records: part };
    const garbage = `garbage ${index}`;
    given.garbage.add(garbage);
    return { records: part, garbage };
  });
  return chunks;
}

function remember(record: JsonObject, ids: Set<string>): JsonObject {
  ids.add(String(record['eventID']));
  return record;
}

function summaryOf(
  { cases, pushes, incidents, calls, quarantine, messages }: State,
  seconds: number,
): string {
  const ended = (wanted: string) => cases.filter(({ state }) => state === wanted).length;
  return [
    `${calls.received} messages received, ${calls.duplicate} of them duplicates, ${quarantine.length} quarantined`,
    `${cases.length} cases: ${ended('verified')} verified, ${ended('escalated')} escalated`,
    `${messages.length} messages in Slack, ${pushes.length} pushes, ${incidents.length} incidents`,
    `${seconds.toFixed(1)} s`,
  ].join('\n');
}
