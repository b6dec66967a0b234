import fc from 'fast-check';
import type { CaseCall, Question } from '../../lambda/cases/case.ts';
import type { QuestionEvent } from '../../lambda/cases/case-event.ts';
import { transition } from '../../lambda/cases/question.ts';
import { ANA, asking, caseCall, MINUTE_MS, START, settled } from './samples.ts';

/** An event to be, once it is known what the question looks like. */
type Step = (question: Question, at: number) => QuestionEvent | 'outbox-done';

const aCall = fc.nat({ max: 30 }).map((id) => caseCall(`call-${id}`));
const aRevision = (question: Question, back: number) => Math.max(0, question.version - back);

const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.array(aCall, { minLength: 1, maxLength: 4 }).map(
    (calls): Step =>
      (_, at) => ({ kind: 'calls-arrived', at, calls }),
  ),
  fc.nat({ max: 3 }).map(
    (back): Step =>
      (question, at) => {
        const message = { channel: 'D0ANA', ts: '1.1', user: ANA };
        return { kind: 'asked', at, message, revision: aRevision(question, back) };
      },
  ),
  fc.nat({ max: 3 }).map(
    (back): Step =>
      (question, at) => ({ kind: 'updated', at, revision: aRevision(question, back) }),
  ),
  fc
    .record({
      answer: fc.constantFrom('yes', 'yes', 'no', 'wrong-person'),
      user: fc.constantFrom(ANA, ANA, ANA, 'U0EVE'),
      back: fc.nat({ max: 6 }),
    })
    .map(
      ({ answer, user, back }): Step =>
        (question, at) => {
          return { kind: 'answered', at, answer, user, revision: aRevision(question, back) };
        },
    ),
  fc.nat({ max: 2 }).map(
    (id): Step =>
      (_, at) => ({ kind: 'push-sent', at, txid: `push-${id}` }),
  ),
  fc.record({ end: fc.constantFrom('approved', 'denied', 'fraud', 'timeout'), id: fc.nat({ max: 2 }) }).map(
    ({ end, id }): Step =>
      (_, at) => ({ kind: 'push-ended', at, txid: `push-${id}`, end }),
  ),
  fc.constantFrom('ask-failed', 'push-unusable', 'push-failed').map(
    (kind): Step =>
      (_, at) => ({ kind, at, reason: 'down' }),
  ),
  fc.constant<Step>((_, at) => ({ kind: 'time-passed', at })),
  fc.constant<Step>(() => 'outbox-done'),
);

const someSteps = fc.array(fc.record({ step: aStep, wait: fc.nat({ max: 4 * MINUTE_MS }) }), {
  maxLength: 40,
});

interface Moment {
  readonly before: Question;
  readonly event: QuestionEvent;
  readonly after: Question;
}

/** Every change of a life, from its opening with two calls. */
function lifeOf(steps: readonly { readonly step: Step; readonly wait: number }[]) {
  let question = asking([caseCall('first'), caseCall('second')]);
  let at = START;
  const moments: Moment[] = [];
  const versions: Question[] = [question];
  for (const { step, wait } of steps) {
    at += wait;
    const event = step(question, at);
    const before = question;
    question = event === 'outbox-done' ? settled(question) : transition(question, event);
    if (event !== 'outbox-done') moments.push({ before, event, after: question });
    versions.push(question);
  }
  return { moments, versions };
}

function law(name: string, holds: (life: ReturnType<typeof lifeOf>) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(someSteps, (steps) => holds(lifeOf(steps))),
      { numRuns: 500 },
    );
  });
}

const idsOf = (calls: readonly CaseCall[]) => calls.map((call) => call.eventID);

function carriedOver({ outbox }: Question): readonly string[] {
  return outbox.flatMap(({ effect }) => (effect.kind === 'carry-over' ? idsOf(effect.calls) : []));
}

describe('whatever happens to a question', () => {
  law('it is verified only by the approval of its own push', ({ moments }) => {
    for (const { before, event, after } of moments) {
      if (after.state !== 'verified' || before.state === 'verified') continue;
      expect(before.state).toBe('confirming');
      expect(event).toMatchObject({ kind: 'push-ended', end: 'approved', txid: before.push?.txid });
    }
  });

  law(
    'an end is an end: escalated stays escalated with its cause, verified stays verified',
    ({ moments }) => {
      for (const { before, after } of moments) {
        if (before.endedAt === null) continue;
        const { state, cause, endedAt } = before;
        expect(after).toMatchObject({ state, cause, endedAt });
      }
    },
  );

  law('it has a cause exactly when it is escalated, and an end exactly when it has ended', ({ versions }) => {
    for (const { state, cause, endedAt } of versions) {
      expect(cause !== null).toBe(state === 'escalated');
      expect(endedAt !== null).toBe(state === 'escalated' || state === 'verified');
    }
  });

  law('no call is lost: each is in it, waits, or is carried over', ({ moments, versions }) => {
    const later = moments.flatMap(({ event }) => (event.kind === 'calls-arrived' ? idsOf(event.calls) : []));
    const arrived = new Set(['first', 'second', ...later]);
    const carried = versions.flatMap(carriedOver);
    const last = versions.at(-1);
    const kept = new Set([...idsOf(last?.calls ?? []), ...idsOf(last?.waiting ?? []), ...carried]);
    expect([...arrived].filter((id) => !kept.has(id))).toEqual([]);
  });

  law('no call is in it twice', ({ versions }) => {
    for (const { calls, waiting } of versions) {
      const all = [...idsOf(calls), ...idsOf(waiting)];
      expect(new Set(all).size).toBe(all.length);
    }
  });

  law('a yes covers nothing that its message did not show', ({ moments, versions }) => {
    for (const { before, event, after } of moments) {
      if (event.kind !== 'answered' || before.state !== 'asked' || after.state !== 'confirming') continue;
      const clicked = versions.filter(({ version }) => version <= event.revision).at(-1);
      expect(idsOf(clicked?.calls ?? [])).toEqual(expect.arrayContaining([...idsOf(after.calls)]));
    }
  });

  law('it pages once if it is escalated, otherwise never', ({ versions }) => {
    const pages = new Set(
      versions.flatMap(({ outbox }) =>
        outbox.flatMap(({ id, effect }) => (effect.kind === 'page' ? [id] : [])),
      ),
    );
    expect(pages.size).toBe(versions.at(-1)?.state === 'escalated' ? 1 : 0);
  });

  law('an id of its outbox stands for one effect for ever', ({ versions }) => {
    const effects = new Map<string, unknown>();
    for (const { outbox } of versions) {
      expect(new Set(outbox.map(({ id }) => id)).size).toBe(outbox.length);
      for (const { id, effect } of outbox) expect(effects.get(id) ?? effect).toBe(effect);
      for (const { id, effect } of outbox) effects.set(id, effect);
    }
  });

  law(
    'somebody looks at it in time: by its deadline while it is open, and whenever it wants something',
    ({ versions }) => {
      for (const { dueAt, deadline, endedAt, outbox, state } of versions) {
        if (endedAt === null) expect(dueAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(deadline);
        else expect(dueAt !== null).toBe(outbox.length > 0 || state === 'escalated');
      }
    },
  );

  law('nobody but the person asked changes anything by answering', ({ moments }) => {
    for (const { before, event, after } of moments) {
      if (event.kind === 'answered' && event.user !== before.message?.user) expect(after).toBe(before);
    }
  });

  law('each change is the next version and is recorded, anything else is no change at all', ({ moments }) => {
    for (const { before, after } of moments) {
      if (after === before) continue;
      expect(after.version).toBe(before.version + 1);
      const recorded = after.outbox.some(
        ({ effect }) => effect.kind === 'record' && effect.version === after.version,
      );
      expect(recorded).toBe(true);
    }
  });

  law('the same event again changes nothing, unless it starts or watches a push', ({ moments }) => {
    for (const { event, after } of moments) {
      if (event.kind === 'push-sent') continue;
      const again = transition(after, event);
      if (again !== after)
        expect({ event, state: after.state }).toMatchObject({
          event: { kind: 'push-ended', end: 'timeout' },
        });
    }
  });

  law('it stops being open at the latest two minutes after its last deadline', ({ moments }) => {
    for (const { before, event, after } of moments) {
      if (event.kind === 'time-passed' && event.at >= before.deadline) expect(after.endedAt).not.toBeNull();
      expect(after.deadline).toBeLessThanOrEqual(Math.max(before.deadline, event.at + 2 * MINUTE_MS));
    }
  });
});
