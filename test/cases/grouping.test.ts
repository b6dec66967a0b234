import { alertGroup, originOf, questionGroup, reportGroup } from '../../lambda/cases/grouping.ts';
import { principalOf } from '../../lambda/cloudtrail/identity.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { iamUser, PRODUCTION, record, STAGING, ssoUser } from '../workflows/messages.ts';

const OFFICE = { trusted: [{ name: 'office', cidrs: ['198.51.100.0/24', '203.0.113.0/24'] }] };
const NOWHERE = { trusted: [] };
const ANA = 'ana@example.com';

function groupOf(changes: JsonObject, networks: typeof OFFICE | typeof NOWHERE = NOWHERE): string {
  return questionGroup(ANA, originOf(parseCall(record(changes)), networks));
}

describe('questions are grouped by person and origin', () => {
  test('one key from two networks is two groups', () => {
    expect(groupOf({ sourceIPAddress: '203.0.113.9' })).not.toBe(
      groupOf({ sourceIPAddress: '198.51.100.7' }),
    );
  });

  test('a neighbouring address is the same network, in IPv4 and in IPv6', () => {
    expect(groupOf({ sourceIPAddress: '198.51.100.200' })).toBe(groupOf({ sourceIPAddress: '198.51.100.7' }));
    expect(groupOf({ sourceIPAddress: '2001:db8:1:2::3' })).toBe(
      groupOf({ sourceIPAddress: '2001:db8:1:ffff::9' }),
    );
    expect(groupOf({ sourceIPAddress: '2001:db8:2::3' })).not.toBe(
      groupOf({ sourceIPAddress: '2001:db8:1::3' }),
    );
  });

  test('the addresses of one trusted network are one network', () => {
    expect(groupOf({ sourceIPAddress: '203.0.113.9' }, OFFICE)).toBe(
      groupOf({ sourceIPAddress: '198.51.100.7' }, OFFICE),
    );
  });

  test('Identity Center sessions of one person in several accounts are one group', () => {
    const there = { userIdentity: ssoUser(ANA, STAGING), recipientAccountId: STAGING };
    const here = { userIdentity: ssoUser(ANA, '111122223333') };
    expect(groupOf(there)).toBe(groupOf(here));
  });

  test('a long-term key is another group than its owner without it, and than another key', () => {
    const groups = [
      groupOf({ userIdentity: iamUser(ANA, 'AKIAONE') }),
      groupOf({ userIdentity: iamUser(ANA, 'AKIATWO') }),
      groupOf({ userIdentity: iamUser(ANA, 'ASIACONSOLE') }),
    ];
    expect(new Set(groups).size).toBe(3);
  });

  test('what was called, with which tool and when makes no difference', () => {
    const other = { eventName: 'PutUserPolicy', userAgent: 'Terraform', eventTime: '2026-11-20T08:00:00Z' };
    expect(groupOf(other)).toBe(groupOf({}));
  });

  test('a source that is no address is its own network', () => {
    expect(groupOf({ sourceIPAddress: 'AWS Internal' })).not.toBe(
      groupOf({ sourceIPAddress: 'cloudformation.amazonaws.com' }),
    );
  });
});

describe('keys', () => {
  // A digest of values without their places makes user=a, ip=b the same as user=b, ip=a.
  test('values that change places are another key', () => {
    expect(alertGroup('a', 'b', 'c', 'd')).not.toBe(alertGroup('b', 'a', 'c', 'd'));
    expect(alertGroup('a', 'bc', 'd', null)).not.toBe(alertGroup('ab', 'c', 'd', null));
    expect(reportGroup('a', 'b', 'c', 'd')).not.toBe(alertGroup('a', 'b', 'c', 'd'));
  });

  test('of another rule, principal, account or resource are others', () => {
    const keys = [
      alertGroup('rule', 'principal', 'account', 'resource'),
      alertGroup('rule2', 'principal', 'account', 'resource'),
      alertGroup('rule', 'principal2', 'account', 'resource'),
      alertGroup('rule', 'principal', 'account2', 'resource'),
      alertGroup('rule', 'principal', 'account', 'resource2'),
      alertGroup('rule', 'principal', 'account', null),
    ];
    expect(new Set(keys).size).toBe(6);
  });

  test('fit a button and a PagerDuty key, whatever they are made of', () => {
    expect(alertGroup('x'.repeat(9_999), '\u{202E}', '', null)).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('the origin of a session whose chain is known', () => {
  const call = parseCall(
    record({ userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${PRODUCTION}:assumed-role/app/s` } }),
  );
  const by = (userIdentity: JsonObject) => principalOf({ userIdentity }, PRODUCTION);
  const lineage = (...chain: JsonObject[]) => originOf(call, { trusted: [] }, chain.map(by)).lineage;

  test('is where the chain begins', () => {
    const key = { type: 'IAMUser', userName: 'ana', accountId: PRODUCTION, accessKeyId: 'AKIA1' };

    expect(lineage(key)).toBe('key:AKIA1');
  });

  test('is the session itself where a service made it: what the service makes for others is not of its burst', () => {
    expect(lineage({ type: 'AWSService', invokedBy: 'lambda.amazonaws.com' })).toBe(lineage());
  });
});
