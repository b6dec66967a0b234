import type { Config } from '../../lambda/config/config.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import {
  envelope,
  iamUser,
  messageOf,
  PRODUCTION,
  record,
  STAGING,
  START,
  subscriptionRequest,
} from './messages.ts';
import { createWorld, MINUTE_MS, only } from './world.ts';

const MEMBERS: Partial<Config> = {
  accounts: [{ id: PRODUCTION, name: 'production', regions: 'all', owner: null }],
};
const OUR_TOPIC = `arn:aws:sns:us-east-1:${PRODUCTION}:countersign-events`;
const HUGE = 'x'.repeat(300_000);
/** Nobody behind it: a role session without an e-mail address. */
const BATCH_JOB = {
  type: 'AssumedRole',
  arn: `arn:aws:sts::${PRODUCTION}:assumed-role/batch/job-7`,
  principalId: 'AROAEXAMPLE:job-7',
  accountId: PRODUCTION,
};

describe('bad input', () => {
  test.each([
    ['no JSON', 'garbage', 'not JSON'],
    ['a record that was cut off', messageOf(record()).slice(0, 500), 'not JSON'],
    ['an empty body', '', 'empty'],
    ['a list', '[]', 'object'],
    ['an envelope around no JSON', envelope('oops'), 'not JSON'],
    [
      'an event of an unknown type',
      envelope({ 'detail-type': 'Tea Time', account: PRODUCTION, detail: {} }),
      'Tea Time',
    ],
    ['a record of an unknown version', messageOf(record({ eventVersion: '2.0' })), 'event version 2.0'],
    ['a record larger than CloudTrail writes', messageOf(record({ userAgent: HUGE })), 'bytes'],
    [
      'a topic that is none',
      JSON.stringify({ Type: 'Notification', TopicArn: 'here', Message: '{}' }),
      'TopicArn',
    ],
  ])('%s is quarantined with its reason, and the rest goes on', async (_, body, reason) => {
    const world = createWorld();
    await world.deliver(body);
    await world.deliverCalls(record({ eventID: 'good' }));
    const report = await world.drain();
    expect(report).toMatchObject({ quarantined: 1, notified: 1, errors: [] });
    const kept = only(await world.quarantined());
    expect(kept.body).toBe(body);
    expect(kept.reason).toContain(reason);
    expect(world.asked()).toHaveLength(1);
    expect(await world.left()).toBe(0);
    const line = (await world.journal()).find(({ kind }) => kind === 'quarantine');
    expect(line?.data['reason']).toBe(kept.reason);
  });

  test.each([
    ['of an unknown version', { eventVersion: '2.0' }],
    ['larger than CloudTrail writes', { userAgent: HUGE }],
  ])('a record %s that alerts pages all the same', async (_, changes) => {
    const world = createWorld();
    await world.deliverCalls(record({ ...changes, eventName: 'StopLogging' }));
    expect(await world.drain()).toMatchObject({ alerted: 1, quarantined: 0 });
    expect(world.incidents()).toHaveLength(1);
  });

  test('a quarantine that cannot be written to keeps its message, and only that', async () => {
    const world = createWorld();
    const broken = {
      put: async () => Promise.reject(new Error('the table is away')),
      list: world.ports.quarantine.list,
    };
    await world.deliver('garbage');
    await world.deliverCalls(record());
    const report = await world.drainWith({ quarantine: broken });
    expect(report).toMatchObject({ notified: 1, errors: ['the table is away'] });
    expect(await world.left()).toBe(1);
  });
});

describe('a message in somebody else’s name', () => {
  test('pages as a forgery at critical, with what it claims', async () => {
    const world = createWorld();
    await world.deliver(envelope(eventOf(record()), STAGING));
    expect(await world.drain()).toMatchObject({ alerted: 1, notified: 0 });
    const page = only(only(world.incidents()).pages);
    expect(page.severity).toBe('critical');
    expect(page.summary).toContain('claims to come from an account that did not send it');
    expect(JSON.stringify(page.details)).toContain(`claims account ${PRODUCTION}`);
    expect(world.asked()).toEqual([]);
  });

  test('a hundred times is one incident', async () => {
    const world = createWorld();
    for (let index = 0; index < 100; index++) {
      await world.deliver(envelope(eventOf(record({ eventID: `forged-${index}` })), STAGING));
    }
    await world.drain();
    expect(only(world.incidents()).pages.at(-1)?.details).toMatchObject({ calls: 100 });
  });

  test('an alarm too is a forgery', async () => {
    const world = createWorld();
    await world.deliver(
      envelope({ AlarmName: 'cis-1', NewStateValue: 'ALARM', AWSAccountId: PRODUCTION }, STAGING),
    );
    expect(await world.drain()).toMatchObject({ alerted: 1 });
  });

  test('an account that is no member is quarantined', async () => {
    const world = createWorld({ config: MEMBERS });
    await world.deliverCalls(record({ recipientAccountId: STAGING, eventName: 'StopLogging' }));
    expect(await world.drain()).toMatchObject({ quarantined: 1, alerted: 0 });
    expect(only(await world.quarantined()).reason).toContain('not a member account');
  });
});

describe('an alarm of the sender itself', () => {
  test('is journalled', async () => {
    const world = createWorld();
    await world.deliver(envelope({ AlarmName: 'cis-1', NewStateValue: 'ALARM', AWSAccountId: PRODUCTION }));
    expect(await world.drain()).toMatchObject({ quarantined: 0, alerted: 0, errors: [] });
    const line = only((await world.journal()).filter(({ kind }) => kind === 'alarm'));
    expect(line.data).toMatchObject({ name: 'cis-1', state: 'ALARM', account: PRODUCTION, severity: 'log' });
  });

  test('pages once an hour where it says that calls may be unseen', async () => {
    const world = createWorld();
    const alarm = { AlarmName: 'countersign-member-lost-events', NewStateValue: 'ALARM' };
    for (const NewStateReason of ['first', 'second']) {
      await world.deliver(envelope({ ...alarm, NewStateReason, AWSAccountId: PRODUCTION }));
    }
    await world.drain();
    const page = only(world.incidents()).pages.at(-1);
    expect(page?.severity).toBe('critical');
    expect(JSON.stringify(page)).toContain('calls of this account may be unseen');
  });

  test('of a control that no rule covers is a warning, and its line names the page', async () => {
    const world = createWorld();
    const AlarmName = 'countersign-cis-CloudWatch.2-tuned';
    await world.deliver(envelope({ AlarmName, NewStateValue: 'ALARM', AWSAccountId: PRODUCTION }));
    await world.drain();
    expect(only(only(world.incidents()).pages).severity).toBe('warning');
    const line = only((await world.journal()).filter(({ kind }) => kind === 'alarm'));
    expect(line).toMatchObject({ caseId: expect.any(String), data: { severity: 'notify' } });
  });
});

describe('a subscription', () => {
  test('of a member’s topic is confirmed', async () => {
    const world = createWorld({ config: MEMBERS });
    await world.deliver(subscriptionRequest(OUR_TOPIC, world.subscriptions.ask(OUR_TOPIC)));
    await world.drain();
    expect(world.subscriptions.confirmed()).toEqual([OUR_TOPIC]);
    expect(await world.left()).toBe(0);
  });

  test.each([
    ['of an account that is no member', `arn:aws:sns:us-east-1:${STAGING}:countersign-events`],
    ['of a topic with another name', `arn:aws:sns:us-east-1:${PRODUCTION}:anything`],
  ])('%s is quarantined', async (_, topicArn) => {
    const world = createWorld({ config: MEMBERS });
    await world.deliver(subscriptionRequest(topicArn, world.subscriptions.ask(topicArn)));
    await world.drain();
    expect(world.subscriptions.confirmed()).toEqual([]);
    expect(only(await world.quarantined()).reason).toContain('not ours');
  });

  test('with a token that SNS refuses is quarantined', async () => {
    const world = createWorld({ config: MEMBERS });
    await world.deliver(subscriptionRequest(OUR_TOPIC, 'made-up'));
    await world.drain();
    expect(only(await world.quarantined()).reason).toContain('could not be confirmed');
  });

  test('that cannot be confirmed just now stays in the queue', async () => {
    const world = createWorld({ config: MEMBERS });
    await world.deliver(subscriptionRequest(OUR_TOPIC, 'token'));
    const away = { confirm: async () => ({ kind: 'transient', reason: 'no answer' }) as const };
    const report = await world.drainWith({ subscriptions: away });
    expect(only(report.errors)).toContain('no answer');
    expect(await world.left()).toBe(1);
  });
});

describe('a call nobody can be asked about', () => {
  test('is one warning for each principal, account and day, with all its calls', async () => {
    const world = createWorld();
    const call = (eventID: string, changes = {}) => record({ eventID, userIdentity: BATCH_JOB, ...changes });
    await world.deliverCalls(call('1'), call('2', { eventName: 'PutRolePolicy' }));
    await world.drain();
    await world.deliverCalls(call('3'));
    await world.later(5 * 60 * MINUTE_MS);
    const incident = only(world.incidents());
    expect(incident.pages.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(incident.pages.at(-1)?.details).toMatchObject({ calls: 3 });
    const nextDay = new Date(START + 24 * 60 * MINUTE_MS).toISOString();
    await world.deliverCalls(
      call('4', { eventTime: nextDay }),
      call('5', { userIdentity: { ...BATCH_JOB, arn: BATCH_JOB.arn.replace('batch', 'other') } }),
    );
    await world.later(20 * 60 * MINUTE_MS);
    expect(world.incidents()).toHaveLength(3);
  });

  test('arrived too late is one summary for each account', async () => {
    const world = createWorld();
    const eventTime = new Date(START - 25 * 60 * MINUTE_MS).toISOString();
    await world.deliverCalls(
      record({ eventID: '1', eventTime }),
      record({ eventID: '2', eventTime, userIdentity: iamUser('bob@example.com') }),
    );
    await world.drain();
    expect(only(only(world.incidents()).pages)).toMatchObject({ severity: 'warning', details: { calls: 2 } });
    expect(world.asked()).toEqual([]);
  });
});

describe('an alert', () => {
  test('of one rule, principal, account and resource is one incident an hour', async () => {
    const world = createWorld();
    const stop = (eventID: string) => record({ eventID, eventName: 'StopLogging' });
    await world.deliverCalls(stop('1'), stop('2'));
    await world.drain();
    await world.deliverCalls(stop('3'));
    await world.later(59 * MINUTE_MS);
    expect(only(world.incidents()).pages.at(-1)?.details).toMatchObject({ calls: 3 });
    await world.deliverCalls(stop('4'));
    await world.later(2 * MINUTE_MS);
    expect(world.incidents()).toHaveLength(2);
  });

  test('in a burst of calls that are asked about pages apart from the question', async () => {
    const world = createWorld();
    await world.deliverCalls(record({ eventID: 'a' }), record({ eventID: 'b', eventName: 'StopLogging' }));
    expect(await world.drain()).toMatchObject({ notified: 1, alerted: 1 });
    expect(only(world.asked()).text).not.toContain('StopLogging');
    expect(world.incidents()).toHaveLength(1);
  });

  test('of a critical rule pages at critical', async () => {
    const world = createWorld();
    await world.deliverCalls(record({ eventName: 'LeaveOrganization' }));
    await world.drain();
    expect(only(only(world.incidents()).pages).severity).toBe('critical');
  });
});

test('each drain publishes its figures, zeros too', async () => {
  const world = createWorld();
  await world.drain();
  expect(world.metrics.published().map(({ name, value }) => [name, value])).toEqual([
    ['CallsLogged', 0],
    ['CallsNotified', 0],
    ['CallsAlerted', 0],
    ['CallsDuplicate', 0],
    ['MessagesQuarantined', 0],
    ['DrainErrors', 0],
  ]);
});
