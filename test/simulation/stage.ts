import { createInMemoryCallLedger } from '../../lambda/adapters/in-memory/call-ledger.ts';
import { createInMemoryCaseStore } from '../../lambda/adapters/in-memory/case-store.ts';
import { createInMemoryChat } from '../../lambda/adapters/in-memory/chat.ts';
import { createInMemoryCredentialLineage } from '../../lambda/adapters/in-memory/credential-lineage.ts';
import type { Fault } from '../../lambda/adapters/in-memory/faults.ts';
import { createInMemoryJournal } from '../../lambda/adapters/in-memory/journal.ts';
import { createInMemoryLease } from '../../lambda/adapters/in-memory/lease.ts';
import { createInMemoryMemory } from '../../lambda/adapters/in-memory/memory.ts';
import { createInMemoryMetrics } from '../../lambda/adapters/in-memory/metrics.ts';
import { createInMemoryPager } from '../../lambda/adapters/in-memory/pager.ts';
import { createInMemoryQuarantine } from '../../lambda/adapters/in-memory/quarantine.ts';
import { createInMemoryQueue } from '../../lambda/adapters/in-memory/queue.ts';
import { createInMemorySecondFactor } from '../../lambda/adapters/in-memory/second-factor.ts';
import { createInMemorySubscriptions } from '../../lambda/adapters/in-memory/subscriptions.ts';
import { emailOf, userOf } from './calls.ts';
import { chanceFor } from './chance.ts';
import { faultBy, PEOPLE, type Plan, type Vendor } from './plan.ts';
import type { Scheduler } from './scheduler.ts';
import type { Timeline } from './timeline.ts';

/** How long what was received stays hidden, as deployed: `lib/events-queue.ts`, `lib/verify-queue.ts` and its like. */
export const HIDDEN_MS = { events: 150_000, verify: 540_000, investigate: 540_000 };

/** What outlives every function: tables, queues, and the vendors with what they hold. */
export function createStage(plan: Plan, scheduler: Scheduler, timeline: Timeline) {
  const clock = { now: scheduler.now };
  const wait = scheduler.sleep;
  const faults = faultsOf(plan, scheduler, timeline);
  const queueNamed = (name: string, visibilityMs: number) => {
    const random = chanceFor(plan.seed, name);
    let messages = 0;
    return createInMemoryQueue({
      clock,
      visibilityMs,
      newId: () => `${name}-${++messages}`,
      order: (waiting) => shuffled(random, waiting),
      deliversTwice: () => scheduler.now() < plan.calm && random() < plan.weather.twice,
    });
  };
  return {
    queue: queueNamed('event', HIDDEN_MS.events),
    verifyQueue: queueNamed('answer', HIDDEN_MS.verify),
    investigateQueue: queueNamed('incident', HIDDEN_MS.investigate),
    lineage: createInMemoryCredentialLineage(clock),
    memory: createInMemoryMemory(clock),
    cases: createInMemoryCaseStore(),
    ledger: createInMemoryCallLedger(),
    journal: createInMemoryJournal(),
    quarantine: createInMemoryQuarantine(),
    subscriptions: createInMemorySubscriptions(),
    lease: createInMemoryLease(clock),
    metrics: createInMemoryMetrics(),
    chat: createInMemoryChat({
      clock,
      wait,
      faults: faults('slack'),
      directory: (email) => {
        const person = PEOPLE.find((each) => emailOf(each) === email);
        return person === undefined || plan.unknown.includes(person) ? null : userOf(person);
      },
    }),
    secondFactor: createInMemorySecondFactor({
      clock,
      wait,
      faults: faults('duo'),
      unusable: (email) =>
        plan.bypass.some((person) => emailOf(person) === email) ? 'bypass: no push was sent' : null,
    }),
    pager: createInMemoryPager({ wait, faults: faults('pagerduty') }),
  };
}

export type Stage = ReturnType<typeof createStage>;

function faultsOf(plan: Plan, scheduler: Scheduler, timeline: Timeline) {
  return (vendor: Vendor) => {
    let calls = 0;
    return (operation: string): Fault | null => {
      const now = scheduler.now();
      const outage = plan.outages.find(
        (each) => each.vendor === vendor && now >= each.from && now < each.until,
      );
      const random = chanceFor(plan.seed, vendor, ++calls);
      const isUnlucky = now < plan.calm && random() < plan.weather.vendorFaults;
      const fault = outage?.fault ?? (isUnlucky ? faultBy(random) : null);
      if (fault !== null) timeline.note(vendor, `${operation}: ${fault.kind}`);
      return fault;
    };
  };
}

function shuffled<T>(random: () => number, items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
