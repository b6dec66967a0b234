import type { Break } from './breaks.ts';
import type { History } from './history.ts';
import type { Plan, Weather } from './plan.ts';
import { brokenIn } from './promises.ts';
import { simulate } from './simulate.ts';

/** A smaller plan is looked for so many times, then the smallest so far is told. */
const MOST_TRIES = 200;

const CALM: Readonly<Record<keyof Weather, Partial<Weather>>> = {
  failing: { failing: 0 },
  dying: { dying: 0 },
  vendorFaults: { vendorFaults: 0 },
  twice: { twice: 0 },
  overlap: { overlap: 'no' },
  skewMs: { skewMs: 0 },
};

/** What is left of a run that breaks a promise when everything is taken away that the breaking does not need. */
export async function smallestBroken(plan: Plan, mutation: Break | null): Promise<History> {
  let smallest = await simulate(plan, mutation);
  const [broken] = brokenIn(smallest);
  let tries = 0;
  for (let before: History | null = null; before !== smallest; ) {
    before = smallest;
    for (const smaller of smallerThan(smallest.plan)) {
      if (tries++ >= MOST_TRIES) return smallest;
      const history = await simulate(smaller, mutation);
      const isAsBroken = brokenIn(history).some(({ promise }) => promise === broken?.promise);
      if (!isAsBroken) continue;
      smallest = history;
      break;
    }
  }
  return smallest;
}

/** The plan with one thing less, for each thing. */
function* smallerThan(plan: Plan): Iterable<Plan> {
  for (const change of Object.values(CALM)) {
    const weather = { ...plan.weather, ...change };
    if (JSON.stringify(weather) !== JSON.stringify(plan.weather)) yield { ...plan, weather };
  }
  for (const outage of plan.outages)
    yield { ...plan, outages: plan.outages.filter((each) => each !== outage) };
  for (const message of plan.messages) {
    yield { ...plan, messages: plan.messages.filter((each) => each !== message) };
  }
}
