import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { ancestorsOf, linksIn } from '../../lambda/people/descent.ts';
import { lineageVerdict } from '../../lambda/people/lineage.ts';

const ACCOUNT = '111122223333';
const { people } = DEFAULT_CONFIG;

const sessionArn = (name: string) => `arn:aws:sts::${ACCOUNT}:assumed-role/app/${name}`;
const user = (userName: string) => ({ type: 'IAMUser', accountId: ACCOUNT, userName });
const session = (name: string, sourceIdentity?: string): JsonObject => ({
  type: 'AssumedRole',
  accountId: ACCOUNT,
  accessKeyId: 'ASIA1',
  arn: sessionArn(name),
  sessionContext: { ...(sourceIdentity !== undefined && { sourceIdentity }) },
});

function assume(caller: JsonObject, roleSessionName: string) {
  return parseCall({
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    recipientAccountId: ACCOUNT,
    userIdentity: caller,
    requestParameters: { roleSessionName },
    responseElements: {
      credentials: { accessKeyId: 'ASIA1' },
      assumedRoleUser: { arn: sessionArn(roleSessionName) },
    },
  });
}

function verdict(caller: JsonObject, name: string) {
  const links = new Map(linksIn(assume(caller, name)).map((link) => [link.id, link]));
  const call = parseCall({
    eventName: 'PutObject',
    recipientAccountId: ACCOUNT,
    userIdentity: session(name),
  });
  return {
    asking: lineageVerdict(assume(caller, name), people, []),
    using: lineageVerdict(call, people, ancestorsOf(call, links)),
  };
}

describe('the name of a session and where it came from', () => {
  test('of one person are the same', () => {
    expect(verdict(user('ada@example.com'), 'ada@example.com')).toEqual({ asking: 'same', using: 'same' });
  });

  test('of two persons differ, both when the session is asked for and when it is used', () => {
    expect(verdict(user('mallory@example.com'), 'ada@example.com')).toEqual({
      asking: 'other',
      using: 'other',
    });
  });

  test('say nothing when either is nobody', () => {
    expect(verdict(user('broker'), 'ada@example.com')).toEqual({ asking: null, using: null });
    expect(verdict(user('ada@example.com'), 'terraform')).toEqual({ asking: null, using: null });
  });

  test('differ by a source identity alone', () => {
    const of = (source: string) =>
      lineageVerdict(
        parseCall({ recipientAccountId: ACCOUNT, userIdentity: session('ada@example.com', source) }),
        people,
        [],
      );

    expect(of('mallory@example.com')).toBe('other');
    expect(of('ada@example.com')).toBe('same');
    expect(of('mallory')).toBeNull();
  });

  test('of two addresses that the configuration gives to one person are the same', () => {
    const aliased = { ...people, overrides: { 'ada.l@example.com': 'ada@example.com' } };

    expect(lineageVerdict(assume(user('ada@example.com'), 'ada.l@example.com'), aliased, [])).toBe('same');
  });
});
