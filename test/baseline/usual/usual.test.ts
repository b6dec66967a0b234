import fc from 'fast-check';
import { noveltyOf } from '../../../lambda/baseline/usual/novelty-of.ts';
import { habitOwnerOf, sightingOf } from '../../../lambda/baseline/usual/sighting-of.ts';
import { readUsual, writeUsual } from '../../../lambda/baseline/usual/stored-usual.ts';
import {
  KEPT_DAYS,
  LEARNING_DAYS,
  learn,
  MOST_VALUES,
  NOTHING_USUAL,
  type Sighting,
} from '../../../lambda/baseline/usual/usual.ts';
import { NO_NETWORKS } from '../../../lambda/facts/networks/address-network.ts';
import { sampleCall } from '../../facts/sample-call.ts';

const on = (day: number, values: Sighting['values'] = { country: 'AT' }): Sighting => ({ day, values });
const days = (from: number, count: number) => Array.from({ length: count }, (_, index) => on(from + index));

describe('what is usual', () => {
  test('a value never seen is new once a period was learned', () => {
    const own = learn(NOTHING_USUAL, [on(100)], 100);
    const abroad = on(100 + LEARNING_DAYS, { country: 'RU' });

    expect(noveltyOf(abroad, own, NOTHING_USUAL)).toMatchObject({ first: ['country'], learning: [] });
    expect(noveltyOf(on(100 + LEARNING_DAYS), own, NOTHING_USUAL).first).toEqual([]);
  });

  test('a principal who is still being learned is told apart', () => {
    const own = learn(NOTHING_USUAL, [on(100)], 100);
    const abroad = on(99 + LEARNING_DAYS, { country: 'RU' });

    expect(noveltyOf(abroad, own, NOTHING_USUAL)).toMatchObject({ first: [], learning: ['country'] });
  });

  test('of a trait without any known value nothing is new, but the first role is', () => {
    const own = learn(NOTHING_USUAL, [on(100)], 100);
    const call = on(120, { asn: '64496', role: 'arn:aws:iam::111122223333:role/admin' });

    expect(noveltyOf(call, own, NOTHING_USUAL).first).toEqual(['role']);
  });

  test('what was not seen for long is new again', () => {
    const own = learn(NOTHING_USUAL, [on(100), on(101, { country: 'DE' })], 101);
    const later = learn(own, [on(101 + KEPT_DAYS)], 101 + KEPT_DAYS);

    const call = on(101 + KEPT_DAYS, { country: 'DE' });
    expect(noveltyOf(call, later, NOTHING_USUAL).first).toEqual(['country']);
  });

  test('what the organisation saw on one day is rare, on two it is not', () => {
    const known = learn(NOTHING_USUAL, [...days(100, 20), on(110, { country: 'DE' })], 120);
    const isRare = (country: string, everybodys = known) =>
      noveltyOf(on(121, { country }), NOTHING_USUAL, everybodys).rare.length > 0;

    expect([isRare('AT'), isRare('DE'), isRare('RU')]).toEqual([false, true, true]);
    expect(isRare('DE', learn(known, [on(120, { country: 'DE' })], 120))).toBe(false);
  });

  test('calls of the future and of long ago teach nothing', () => {
    expect(learn(NOTHING_USUAL, [on(101), on(100 - KEPT_DAYS)], 100)).toEqual(NOTHING_USUAL);
  });

  test('keeps the values seen last when there are too many', () => {
    const many = Array.from({ length: MOST_VALUES + 5 }, (_, index) =>
      on(10 + (index % 50), { service: `s${index}` }),
    );

    const values = learn(NOTHING_USUAL, many, 60).traits.service;

    expect(values?.size).toBe(MOST_VALUES);
    const oldest = [...(values?.values() ?? [])].filter(({ lastDay }) => lastDay === 10);
    expect(oldest).toHaveLength(4);
  });

  test('the same calls again change nothing, and what is written is read back', () => {
    const sightings = fc.array(
      fc.record({
        day: fc.integer({ min: 20, max: 99 }),
        values: fc.record(
          { country: fc.constantFrom('AT', 'DE', 'US'), service: fc.string() },
          { requiredKeys: [] },
        ),
      }),
    );
    fc.assert(
      fc.property(sightings, (seen) => {
        const inOrder = seen.toSorted((one, other) => one.day - other.day);
        const once = learn(NOTHING_USUAL, inOrder, 99);
        expect(writeUsual(learn(once, inOrder, 99))).toBe(writeUsual(once));
        expect(readUsual(writeUsual(once))).toEqual(once);
      }),
    );
  });

  test.each(['', '[]', '{"country":[["AT"],1]}', '{"country":3}'])(
    '%j is read as nothing learned',
    (text) => {
      expect(readUsual(text)).toEqual(NOTHING_USUAL);
    },
  );
});

describe('what a call shows', () => {
  test('its traits, of an address whose network is known', () => {
    const networks = () => ({
      country: 'AT',
      asn: 64496,
      organisation: 'Example',
      hosting: false,
      vpn: false,
    });
    const call = sampleCall({
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      awsRegion: 'eu-central-1',
      userAgent: 'curl/8.1 of somebody',
      requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/admin' },
    });

    expect(sightingOf(call, networks)?.values).toEqual({
      country: 'AT',
      asn: '64496',
      region: 'eu-central-1',
      service: 'sts.amazonaws.com',
      'user-agent': 'curl',
      role: 'arn:aws:iam::111122223333:role/admin',
      hour: '9',
    });
    expect(sightingOf(sampleCall({ eventTime: null }), NO_NETWORKS)).toBeNull();
  });

  test('belongs to the user, to the role whatever its sessions are called, and to no service', () => {
    const owner = (userIdentity: Record<string, string>) => habitOwnerOf(sampleCall({ userIdentity }));
    const session = { type: 'AssumedRole', accountId: '111122223333' };
    const of = (name: string) =>
      owner({ ...session, arn: `arn:aws:sts::111122223333:assumed-role/ci/${name}` });

    expect(habitOwnerOf(sampleCall({}))).toBe('arn:aws:iam::111122223333:user/alice');
    expect(of('one')).not.toBeNull();
    expect(of('one')).toBe(of('two'));
    expect(owner({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' })).toBeNull();
  });
});
