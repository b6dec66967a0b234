import type { Efficacy } from '../../lambda/journal/efficacy.ts';
import { EfficacyGatherer } from '../../lambda/journal/gather-efficacy.ts';
import { spreadOf } from '../../lambda/journal/spread.ts';
import { iamUser, records, START } from '../workflows/messages.ts';
import { createWorld, MINUTE_MS, only, type World } from '../workflows/world.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

async function figuresOf(world: World, since = START, until = START + 30 * DAY_MS): Promise<Efficacy> {
  const gatherer = new EfficacyGatherer(since, until);
  for (const entry of await world.journal()) gatherer.add(entry);
  return gatherer.figures();
}

/** A burst of one person, asked about. */
async function burst(world: World, person: string, calls: number): Promise<void> {
  const eventTime = new Date(world.clock.now() - MINUTE_MS).toISOString();
  const userIdentity = iamUser(`${person}@example.com`);
  await world.deliverCalls(
    ...records(
      calls,
      { userIdentity, eventTime, userAgent: 'Terraform/1.9' },
      `${person}-${world.clock.now()}`,
    ),
  );
  await world.later(0);
}

describe('the figures of a period', () => {
  test('a verified question is an answer and a page avoided', async () => {
    const world = createWorld();
    await burst(world, 'ana', 3);
    world.onPush({ kind: 'approved' });
    world.clock.advance(2 * MINUTE_MS);
    await world.click('yes', only(world.asked()));

    const { calls, questions, pages, times, people } = await figuresOf(world);

    expect(calls).toMatchObject({ notified: 3, logged: 0, alerted: 0 });
    expect(questions).toMatchObject({
      asked: 1,
      answered: 1,
      answerRate: 1,
      verified: 1,
      verifiedShare: 1,
      open: 0,
    });
    expect(pages).toMatchObject({ sent: 0, avoided: 1 });
    expect(times.callToDecision).toMatchObject({ count: 3, medianMs: MINUTE_MS });
    expect(times.questionToAnswer).toEqual({ count: 1, medianMs: 2 * MINUTE_MS, p95Ms: 2 * MINUTE_MS });
    expect(people).toEqual([{ person: 'ana@example.com', asked: 1, verified: 1, escalated: 0 }]);
  });

  test('a no is an answer, silence is none; both are pages with their cause', async () => {
    const world = createWorld();
    await burst(world, 'ana', 1);
    await world.click('no', only(world.asked()));
    await burst(world, 'ben', 1);
    await world.later(20 * MINUTE_MS);
    await world.later(MINUTE_MS);

    const { questions, pages, causes } = await figuresOf(world);

    expect(questions).toMatchObject({
      asked: 2,
      answered: 1,
      answerRate: 0.5,
      answers: { yes: 0, no: 1, wrongPerson: 0 },
    });
    expect(questions).toMatchObject({ verified: 0, verifiedShare: 0, escalated: 2 });
    expect(pages).toMatchObject({ sent: 2, ofQuestions: 2, ofAlerts: 0, avoided: 0 });
    expect(causes).toEqual([
      { name: 'no', count: 1 },
      { name: 'silence', count: 1 },
    ]);
  });

  test('an alert is a page without a question', async () => {
    const world = createWorld();
    await world.deliverCalls(
      ...records(2, {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'StopLogging',
        requestParameters: { name: 'main' },
      }),
    );
    await world.later(0);

    const { calls, questions, pages, times } = await figuresOf(world);

    expect(calls.alerted).toBe(2);
    expect(questions.asked).toBe(0);
    expect(pages).toMatchObject({ sent: 1, ofAlerts: 1, ofQuestions: 0 });
    expect(times.callToPage).toMatchObject({ count: 1, medianMs: MINUTE_MS });
  });

  test('the noisiest rule is named with who and what is behind it', async () => {
    const world = createWorld();
    await burst(world, 'ana', 5);
    await burst(world, 'ben', 2);

    const [first] = (await figuresOf(world)).noisiest;

    expect(first).toMatchObject({
      calls: 7,
      notified: 7,
      alerted: 0,
      tools: [{ name: 'terraform', count: 7 }],
    });
    expect(first?.principals[0]).toEqual({ name: 'IAM user ana@example.com', count: 5 });
  });

  test('a case counts where it was opened, and its end is followed beyond', async () => {
    const world = createWorld();
    await burst(world, 'ana', 1);
    const boundary = world.clock.now() + MINUTE_MS;
    world.clock.advance(5 * MINUTE_MS);
    world.onPush({ kind: 'approved' });
    await world.click('yes', only(world.asked()));

    const first = await figuresOf(world, START, boundary);
    const second = await figuresOf(world, boundary, boundary + DAY_MS);

    expect(first.questions).toMatchObject({ opened: 1, verified: 1 });
    expect(second.questions).toMatchObject({ opened: 0, verified: 0, answered: 0 });
  });

  test('every day of the period has its figures, also those on which nothing was', async () => {
    const world = createWorld();
    await burst(world, 'ana', 4);

    const { days } = await figuresOf(world, START, START + 3 * DAY_MS);

    expect(days.map(({ day, notified, open }) => [day, notified, open])).toEqual([
      ['2026-11-20', 4, 1],
      ['2026-11-21', 0, 0],
      ['2026-11-22', 0, 0],
      ['2026-11-23', 0, 0],
    ]);
  });

  test('without entries nothing is claimed', async () => {
    const { questions, times, noisiest } = await figuresOf(createWorld());

    expect(questions).toMatchObject({ answerRate: null, verifiedShare: null });
    expect(times.questionToAnswer).toEqual({ count: 0, medianMs: null, p95Ms: null });
    expect(noisiest).toEqual([]);
  });
});

describe('the spread of what was measured', () => {
  test('is given by values that were measured', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

    expect(spreadOf(hundred)).toEqual({ count: 100, medianMs: 50, p95Ms: 95 });
    expect(spreadOf([7])).toEqual({ count: 1, medianMs: 7, p95Ms: 7 });
  });
});
