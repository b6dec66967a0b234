import { createInMemoryMetrics } from '../../../lambda/adapters/in-memory/metrics.ts';
import { createInMemoryQuarantine } from '../../../lambda/adapters/in-memory/quarantine.ts';
import { createInMemoryQueue } from '../../../lambda/adapters/in-memory/queue.ts';
import { createSearchClient } from '../../../lambda/adapters/search/client.ts';
import { createSearchIndex } from '../../../lambda/adapters/search/search-index.ts';
import { type ShipJournalPorts, shipAgain, shipNew } from '../../../lambda/workflows/ship-journal.ts';
import { putTemplate } from '../../adapters/search/put-template.ts';
import { type SearchCluster, startSearchCluster } from '../../adapters/search/search-cluster.ts';
import { iamUser, records } from '../messages.ts';
import { createWorld, MINUTE_MS } from '../world.ts';

const HOUR_MS = 60 * MINUTE_MS;
const STEP_MS = 15 * MINUTE_MS;
/** As the deployed queue hides a message that was received. */
const HIDDEN_MS = 20 * MINUTE_MS;

/** A pipeline under load whose journal's stream is shipped to a cluster, step by step. */
async function createShipping(cluster: SearchCluster) {
  const world = createWorld();
  const waiting = createInMemoryQueue({ clock: world.clock, visibilityMs: HIDDEN_MS });
  const client = createSearchClient({ url: cluster.url, access: { kind: 'none' }, timeoutMs: 2_000 });
  let crashes = 0;
  const ports: ShipJournalPorts = {
    index: createSearchIndex(client),
    quarantine: createInMemoryQuarantine(),
    journal: world.ports.journal,
    later: {
      send: async (body) => {
        if (crashes-- > 0) throw new Error('the function died');
        await waiting.send(body);
      },
    },
    metrics: createInMemoryMetrics(),
    clock: world.clock,
    sleep: async (ms) => world.clock.advance(ms),
    prefix: 'countersign',
  };
  const shipped = new Set<string>();
  let step = 0;

  return {
    world,
    crash: (times: number) => {
      crashes = times;
    },
    /** A quarter of an hour of calls, decided and shipped. */
    async step(): Promise<void> {
      step++;
      const people = ['ana', 'ben', 'eva'].map((name) => iamUser(`${name}@example.com`));
      await world.deliverCalls(...records(6, { userIdentity: people[step % 3] }, `step-${step}`));
      await world.later(STEP_MS);
      const fresh = (await world.journal()).filter(({ id }) => !shipped.has(id));
      // A batch that fails comes again whole, as an event source mapping sends it.
      for (let sent = false; !sent; ) {
        sent = await shipNew(ports, fresh).then(
          () => true,
          () => false,
        );
      }
      for (const { id } of fresh) shipped.add(id);
      for (let some = await waiting.receive(0); some.length > 0; some = await waiting.receive(0)) {
        for (const { body, receipt } of some) {
          if ((await shipAgain(ports, body)).kind === 'done') await waiting.remove([receipt]);
        }
      }
    },
  };
}

function idsIn(cluster: SearchCluster): readonly string[] {
  return cluster.documents().map((document) => String(document['countersign.id']));
}

describe('a search cluster that is away for a day', () => {
  test('has every journal entry exactly once after it is back', async () => {
    const cluster = await startSearchCluster();
    try {
      await putTemplate(cluster);
      const shipping = await createShipping(cluster);
      const stepFor = async (ms: number) => {
        for (let passed = 0; passed < ms; passed += STEP_MS) await shipping.step();
      };
      await stepFor(HOUR_MS);
      const before = idsIn(cluster).length;
      // The last requests are carried out, but nobody hears of it.
      cluster.mood = { cutsAnswer: true };
      await shipping.step();
      cluster.mood = {};
      await cluster.kill();
      shipping.crash(2);
      await stepFor(24 * HOUR_MS);
      const whileAway = idsIn(cluster).length;
      await cluster.start();
      // Back, but not well: first it is not ready, then it rejects every third document.
      cluster.mood = { status: 503 };
      await stepFor(HOUR_MS / 2);
      let asked = 0;
      cluster.mood = { busy: () => ++asked % 3 === 0 };
      await stepFor(HOUR_MS);
      cluster.mood = {};
      await stepFor(HOUR_MS);

      const entries = await shipping.world.journal();
      expect(before).toBeGreaterThan(30);
      expect(entries.length).toBeGreaterThan(whileAway + 500);
      expect([...idsIn(cluster)].sort()).toEqual(entries.map(({ id }) => id).sort());
    } finally {
      await cluster.close();
    }
  }, 60_000);
});
