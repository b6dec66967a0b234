import { selects } from './rule-text.ts';

const RECORD = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  readOnly: false,
  errorCode: null,
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.31.0 (S3 Browser)',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', accountId: '011122223333' },
  requestParameters: {
    userName: 'alice',
    maxKeys: 1000,
    path: 'C:\\Windows\\System32',
    pattern: 'a*b?c',
    'tag.with.dots': 'prod',
    items: [{ port: 22, cidr: '0.0.0.0/0' }, { port: 443 }, [{ port: 8443 }]],
  },
  resources: [{ ARN: 'arn:aws:s3:::one' }, { ARN: 'arn:aws:s3:::two', type: null }],
};

describe('a selection', () => {
  test.each([
    ['matches text whatever its case', { eventName: 'createuser' }, true],
    ['matches only the whole text', { eventName: 'Create' }, false],
    ['wants every field of a map', { eventName: 'CreateUser', eventSource: 'sts.amazonaws.com' }, false],
    ['wants one value of a list', { eventName: ['DeleteUser', 'CreateUser'] }, true],
    ['wants one map of a list of maps', [{ eventName: 'DeleteUser' }, { readOnly: false }], true],
    ['finds a keyword anywhere', ['s3 browser'], true],
    ['finds a keyword among keys', ['maxKeys'], true],
    ['finds a keyword that is a number', [8443], true],
    ['wants all keywords with |all', { '|all': ['S3 Browser', 'nowhere'] }, false],
    ['finds all keywords with |all', { '|all': ['S3 Browser', 'alice'] }, true],
    ['descends into objects', { 'userIdentity.type': 'iamuser' }, true],
    ['descends into lists', { 'resources.ARN|endswith': ':two' }, true],
    ['descends into lists of lists', { 'requestParameters.items.port': 8443 }, true],
    ['finds a key that has dots itself', { 'requestParameters.tag.with.dots': 'prod' }, true],
    ['matches a number as a number', { 'requestParameters.maxKeys': 1000 }, true],
    ['matches a number written as text', { 'requestParameters.maxKeys': '1000' }, true],
    ['matches text that reads as the number', { 'userIdentity.accountId': '011122223333' }, true],
    ['does not drop leading zeros', { 'userIdentity.accountId': 11122223333 }, false],
    ['matches a boolean as a boolean', { readOnly: false }, true],
    ['matches a boolean written as text', { readOnly: 'False' }, true],
    ['matches null where the field is null', { errorCode: null }, true],
    ['matches null where the field is absent', { errorMessage: null }, true],
    ['does not match null where the field has a value', { eventName: null }, false],
    ['does not match null where one element has a value', { 'requestParameters.items.cidr': null }, false],
    ['accepts null among other values', { errorCode: ['AccessDenied', null] }, true],
    ['matches an empty text only where there is one', { errorCode: '' }, false],
    ['looks at an object as its JSON', { 'requestParameters|contains': '"port":443' }, true],
  ])('%s', (_, selection, expected) => {
    expect(selects(selection, RECORD)).toBe(expected);
  });

  test.each([
    ['* is any run', { eventName: 'Create*' }, true],
    ['* in the middle is any run', { eventName: 'C*User' }, true],
    ['? is exactly one character', { eventName: 'Create?ser' }, true],
    ['? is not no character', { eventName: 'CreateUser?' }, false],
    ['* alone wants a value', { errorCode: '*' }, false],
    ['an escaped * is itself', { 'requestParameters.pattern': 'a\\*b\\?c' }, true],
    ['an escaped * is nothing else', { eventName: 'Create\\*' }, false],
    ['a backslash stands for itself', { 'requestParameters.path': 'C:\\Windows\\System32' }, true],
    ['two backslashes are one', { 'requestParameters.path': 'C:\\\\Windows\\\\System32' }, true],
    ['an escaped backslash may be followed by *', { 'requestParameters.path': 'C:\\\\*' }, true],
  ])('wildcards: %s', (_, selection, expected) => {
    expect(selects(selection, RECORD)).toBe(expected);
  });

  test('reads fields that begin with fact. from the facts', () => {
    const facts = { 'fact.exposure': ['public-bucket', 'foreign-account'], 'fact.actor.person': null };

    expect(selects({ 'fact.exposure': 'foreign-account' }, RECORD, facts)).toBe(true);
    expect(selects({ 'fact.exposure': 'admin-grant' }, RECORD, facts)).toBe(false);
    expect(selects({ 'fact.actor.person': null }, RECORD, facts)).toBe(true);
  });

  test('does not read facts from the record, which the caller writes', () => {
    expect(
      selects({ 'fact.exposure': 'x' }, { ...RECORD, fact: { exposure: 'x' }, 'fact.exposure': 'x' }),
    ).toBe(false);
  });

  test('survives records nested deeper than any call', () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}"x"${']'.repeat(5_000)}`);

    expect(selects({ requestParameters: 'x' }, { ...RECORD, requestParameters: deep })).toBe(false);
    expect(selects(['needle'], { ...RECORD, requestParameters: deep })).toBe(false);
  });
});
