import { aboutPerson, accountOf, only, type State } from './client.ts';
import {
  createUser,
  eventBridgeEvent,
  OTHER_ACCOUNT,
  openSecurityGroup,
  snsEnvelope,
  TOPIC_ARN,
} from './records.ts';
import { type Run, runsOfThisFile } from './start.ts';

const runs = runsOfThisFile();
let run: Run;
let state: State;

const good = 'good@example.com';
const MIB = 1_048_576;
const goodCalls = [createUser(good), createUser(good), createUser(good), createUser(good)];
const truncated = JSON.stringify(eventBridgeEvent(createUser('truncated@example.com'))).slice(0, 900);
const huge = { ...createUser('huge@example.com'), requestParameters: { userName: 'x'.repeat(MIB - 5_000) } };
const tooBig = { ...huge, requestParameters: { userName: 'y'.repeat(MIB) } };
const unknownVersion = { ...createUser('future@example.com'), eventVersion: '7.0' };
const forged = { ...createUser('forged@example.com'), recipientAccountId: OTHER_ACCOUNT };
const subscription = {
  Type: 'SubscriptionConfirmation',
  MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
  Token: '2336412f37',
  TopicArn: `arn:aws:sns:eu-west-1:${OTHER_ACCOUNT}:somebody-elses-topic`,
  Message: 'You have chosen to subscribe',
  Timestamp: '2026-01-01T00:00:00Z',
};

beforeAll(async () => {
  run = await runs.start('--idle', '--every', '1h');
  await run.publish(goodCalls.slice(0, 2));
  await run.queue('\u0000 not even { JSON');
  await run.queue(snsEnvelope(truncated));
  await run.queue(snsEnvelope(huge));
  await run.publish(huge);
  await run.publish(tooBig);
  await run.publish(unknownVersion);
  await run.queue(snsEnvelope(unknownVersion));
  await run.queue(snsEnvelope(eventBridgeEvent(forged)));
  await run.queue(JSON.stringify(subscription));
  await run.queue(JSON.stringify(createUser('unwrapped@example.com')));
  await run.queue('null');
  await run.publish([...goodCalls.slice(2), openSecurityGroup(good, '0.0.0.0/0')]);
  await run.drain();
  state = await run.state();
});

/** The quarantined messages whose body holds that. */
function heldWith(text: string) {
  return state.quarantine.filter(({ body }) => body.includes(text));
}

test('the good calls of the batch are unharmed', () => {
  const { cases, messages } = aboutPerson(state, good);
  expect(only(cases)).toMatchObject({ state: 'asked' });
  expect(new Set(only(cases).calls)).toEqual(new Set(goodCalls.map((record) => record['eventID'])));
  expect(messages).toHaveLength(1);
  expect(state.incidents.filter(({ details }) => details['person'] === good)).toHaveLength(1);
});

test('a garbage body is in quarantine', () => {
  expect(only(heldWith('not even')).reason).toMatch(/^message body: not JSON: /);
});

test('a JSON body that is no message is in quarantine', () => {
  const held = state.quarantine.filter(({ body }) => body === 'null');
  expect(only(held).reason).toBe('message body: JSON, but null instead of an object');
});

test('a truncated record is in quarantine', () => {
  expect(only(heldWith('truncated@example.com')).reason).toMatch(/^Message of the SNS envelope: not JSON: /);
});

test('a record of 1 MB is in quarantine, through the queue and as a call', () => {
  const held = heldWith('xxxxxxxx');
  expect(held).toHaveLength(2);
  for (const { reason } of held)
    expect(reason).toMatch(/^record of 1,0.* CloudTrail writes at most 262,144$/);
});

test('a record that SNS does not take is held with the words of SNS', () => {
  expect(only(heldWith('yyyyyyyy')).reason).toMatch(/^SNS refused it: /);
});

test('a record of an unknown version is in quarantine, through the queue and as a call', () => {
  const held = heldWith('future@example.com');
  expect(held).toHaveLength(2);
  for (const { reason } of held) expect(reason).toMatch(/version.*7\.0/);
});

test('a message without the envelope that proves its account is in quarantine', () => {
  expect(only(heldWith('unwrapped@example.com')).reason).toMatch(/no SNS envelope/);
});

test('an unexpected subscription is in quarantine, not confirmed', () => {
  expect(only(heldWith('somebody-elses-topic')).reason).toMatch(/subscription of a topic that is not ours/);
});

test('a forged account is paged as critical, with both accounts', () => {
  const incident = only(state.incidents.filter(({ severity }) => severity === 'critical'));
  expect(JSON.stringify(incident)).toContain(OTHER_ACCOUNT);
  expect(JSON.stringify(incident)).toContain(TOPIC_ARN);
  expect(state.cases.map(({ person }) => person)).not.toContain('forged@example.com');
});

test('nobody is asked about what is held, and everything is accounted for', () => {
  expect(state.cases.map(({ person }) => person)).toEqual([good]);
  const { received, accounted } = accountOf(state);
  expect(accounted).toBe(received);
});
