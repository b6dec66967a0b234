import type { State } from '../client.ts';

/** What a run with kills was given, and what its people did. */
export interface Given {
  /** Event ids by what is to become of the call. */
  readonly asks: ReadonlySet<string>;
  readonly pages: ReadonlySet<string>;
  readonly garbage: ReadonlySet<string>;
  /** Ids of the cases to which their person said yes, and of those to which they said no. */
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
}

/** The promises that were not kept, one sentence each, by what the tables and the stand-ins of the vendors hold. */
export function brokenBy(given: Given, state: State): readonly string[] {
  return [...ends(given, state), ...answers(given, state), ...pages(given, state)];
}

/** Promises 1, 5 and 6: each call ends once, and nothing is left. */
function ends({ asks, garbage }: Given, { cases, calls, quarantine }: State): readonly string[] {
  const broken: string[] = [];
  const homes = Map.groupBy(
    cases.flatMap(({ id, calls: held }) => held.map((call) => ({ call, id }))),
    ({ call }) => call,
  );
  for (const call of asks) {
    const count = homes.get(call)?.length ?? 0;
    if (count !== 1) broken.push(`promise 1: call ${call} is in ${count} cases`);
  }
  for (const { id, state } of cases) {
    if (state !== 'verified' && state !== 'escalated') broken.push(`promise 1: case ${id} is still ${state}`);
  }
  const { received, filtered, logged, notified, alerted, quarantined, duplicate } = calls;
  const accounted = filtered + logged + notified + alerted + quarantined + duplicate;
  if (received !== accounted) broken.push(`promise 1: ${received} received, ${accounted} accounted for`);
  const kept = new Set(quarantine.map(({ body }) => body));
  for (const body of garbage) if (!kept.has(body)) broken.push(`promise 6: ${body} is not in the quarantine`);
  return broken;
}

/** Promises 3 and 4: what is verified was said yes to and pushed; one person at one place has one question at a time. */
function answers({ yes, no }: Given, { cases, pushes }: State): readonly string[] {
  const broken: string[] = [];
  for (const { id, state, cause } of cases) {
    if (state === 'verified' && !yes.has(id)) broken.push(`promise 3: nobody said yes to case ${id}`);
    if (cause === 'no' && !no.has(id)) broken.push(`promise 3: nobody said no to case ${id}`);
  }
  const verified = Map.groupBy(
    cases.filter(({ state }) => state === 'verified'),
    ({ person }) => person,
  );
  for (const [person, list] of verified) {
    const approved = pushes.filter((push) => push.person === person && push.state === 'approved').length;
    if (approved < list.length) {
      broken.push(`promise 3: ${person} has ${list.length} verified cases and ${approved} approved pushes`);
    }
  }
  return broken;
}

/** Promise 2: each escalated case is one incident, each alert is in one, and nothing else is. */
function pages({ pages: alerts }: Given, { cases, incidents }: State): readonly string[] {
  const broken: string[] = [];
  const caseOf = (incident: State['incidents'][number]) => String(incident.details['case']);
  for (const { id, state } of cases) {
    const count = incidents.filter((incident) => caseOf(incident) === id).length;
    const wanted = state === 'escalated' ? 1 : 0;
    if (count !== wanted) broken.push(`promise 2: case ${id} (${state}) has ${count} incidents`);
  }
  const questions = new Set(cases.map(({ id }) => id));
  const alone = incidents.filter((incident) => !questions.has(caseOf(incident)));
  const paged = alone.reduce((sum, { details }) => sum + Number(details['calls']), 0);
  if (paged !== alerts.size) broken.push(`promise 2: ${alerts.size} alerts are ${paged} calls of incidents`);
  return broken;
}
