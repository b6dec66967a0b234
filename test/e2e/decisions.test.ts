import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { accountOf, type State } from './client.ts';
import { call, createUser, eventBridgeEvent, openSecurityGroup, serviceLook } from './records.ts';
import { type Run, runsOfThisFile } from './start.ts';

const runs = runsOfThisFile();
let run: Run;

beforeAll(async () => {
  run = await runs.start('--idle', '--every', '1h');
});

type Counts = State['calls'];

/** By how much each counter grew when that was published and drained; those that did not grow are left out. */
async function grown(...records: readonly JsonObject[]): Promise<Partial<Counts>> {
  const before = (await run.state()).calls;
  await run.happen(...records);
  const state = await run.state();
  const { received, accounted } = accountOf(state);
  expect(accounted).toBe(received);
  const names: readonly (keyof Counts)[] = Object.keys(before) as (keyof Counts)[];
  const growth = names.map((name) => [name, state.calls[name] - before[name]] as const);
  return Object.fromEntries(growth.filter(([, by]) => by !== 0));
}

const by = 'decides@example.com';

test.each([
  ['CreateGroup', { groupName: 'auditors' }],
  ['UpdateUser', { userName: 'reports', newPath: '/ci/' }],
])('%s is logged', async (event, request) => {
  expect(await grown(call({ by, event, request }))).toEqual({ received: 1, logged: 1 });
});

test.each([
  ['CreateUser', { userName: 'service' }],
  ['PutUserPolicy', { userName: 'service', policyName: 'read', policyDocument: '{"Statement":[]}' }],
])('%s is notified', async (event, request) => {
  expect(await grown(call({ by, event, request }))).toEqual({ received: 1, notified: 1 });
});

test.each(['0.0.0.0/0', '::/0', '0.0.0.0/1'])('a security group opened to %s is alerted', async (range) => {
  expect(await grown(openSecurityGroup(by, range))).toEqual({ received: 1, alerted: 1 });
});

test('a security group opened to one private address is not alerted', async () => {
  expect(await grown(openSecurityGroup(by, '10.1.2.3/32'))).not.toHaveProperty('alerted');
});

test('a call that no rule wants is filtered, as EventBridge does', async () => {
  expect(await grown(serviceLook())).toEqual({ received: 1, filtered: 1 });
});

test('the same record twice is a duplicate, in one drain and in another', async () => {
  const record = createUser(by);
  expect(await grown(record, record)).toEqual({ received: 2, notified: 1, duplicate: 1 });
  expect(await grown(record)).toEqual({ received: 1, duplicate: 1 });
});

test('calls are taken as one record, a list, a trail file and as EventBridge events', async () => {
  const received = async () => (await run.state()).calls.received;
  const before = await received();
  await run.publish(createUser(by));
  await run.publish([createUser(by), createUser(by)]);
  await run.publish({ Records: [createUser(by), createUser(by)] });
  await run.publish(eventBridgeEvent(createUser(by)));
  await run.publish([eventBridgeEvent(createUser(by))]);
  await run.drain();

  expect(await received()).toBe(before + 7);
  const { received: all, accounted } = accountOf(await run.state());
  expect(accounted).toBe(all);
});
