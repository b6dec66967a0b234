import { createInMemoryJournal } from '../../../lambda/adapters/in-memory/journal.ts';
import { createInMemoryQuarantine } from '../../../lambda/adapters/in-memory/quarantine.ts';
import { createSearchClient } from '../../../lambda/adapters/search/client.ts';
import { createSearchIndex } from '../../../lambda/adapters/search/search-index.ts';
import { followJournal } from '../../../local/archive/follow-journal.ts';
import { putTemplate } from '../../adapters/search/put-template.ts';
import { startSearchCluster } from '../../adapters/search/search-cluster.ts';
import { records } from '../../workflows/messages.ts';
import { createWorld } from '../../workflows/world.ts';

describe('the journal of a local run', () => {
  test('is in the archive when the run ends, also when the cluster was away in between', async () => {
    const cluster = await startSearchCluster();
    await putTemplate(cluster);
    const world = createWorld();
    await world.deliverCalls(...records(4));
    await world.later(0);
    const journal = createInMemoryJournal();
    await journal.append(await world.journal());
    const client = createSearchClient({ url: cluster.url, access: { kind: 'none' }, timeoutMs: 1_000 });
    cluster.mood = { status: 503 };

    const follower = followJournal(journal, {
      index: createSearchIndex(client),
      quarantine: createInMemoryQuarantine(),
      clock: world.clock,
      sleep: async () => undefined,
      prefix: 'countersign',
    });
    cluster.mood = {};
    const count = await follower.stop();
    await cluster.close();

    const entries = await world.journal();
    expect(count).toMatchObject({ left: 0, shipped: entries.length });
    expect(cluster.documents()).toHaveLength(entries.length);
  });
});
