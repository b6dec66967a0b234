import { BREAKS } from './breaks.ts';
import { judgeSeed } from './judge-seed.ts';

/** A busy machine included. */
jest.setTimeout(120_000);

/** Enough for some of everything; the command plays as many as one likes. */
const SEEDS = 60;
/** Every break shows within so many. */
const PATIENCE = 60;

test(`every promise holds in ${SEEDS} seeds`, async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    expect(await judgeSeed(seed, null)).toEqual({ seed, broken: [] });
  }
});

test.each(BREAKS)('a break is found: $what', async (mutation) => {
  let seed = 0;
  let promises: readonly number[] = [];
  while (promises.length === 0 && seed < PATIENCE) {
    const { broken } = await judgeSeed(++seed, mutation);
    promises = broken.map(({ promise }) => promise);
  }
  expect(promises).not.toEqual([]);
});
