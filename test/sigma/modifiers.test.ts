import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { problemsOf, ruleText, selects } from './rule-text.ts';

const RECORD = {
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'tool –enc /x',
  userIdentity: { userName: 'Bob', arn: 'arn:aws:iam::111122223333:user/bob' },
  requestParameters: {
    userName: 'bob',
    size: 20,
    text: 'ten',
    number: '20',
    ip6: '2001:db8::7',
    mapped: '::ffff:10.1.2.3',
    userData: Buffer.from('#!/bin/sh\ncurl example.com').toString('base64'),
    wide: Buffer.from('whoami', 'utf16le').toString('base64'),
    empty: '',
    nothing: null,
    lines: 'one\ntwo',
    policy: '{"Effect":"Allow"}',
  },
};

describe('a modifier', () => {
  test.each([
    ['contains', { 'eventName|contains': 'nInst' }, true],
    ['contains with a wildcard', { 'eventName|contains': 'R*I' }, true],
    ['contains * wants any text', { 'errorCode|contains': '*' }, false],
    ['startswith', { 'eventName|startswith': 'run' }, true],
    ['startswith at the start only', { 'eventName|startswith': 'inst' }, false],
    ['endswith', { 'eventName|endswith': 'INSTANCES' }, true],
    ['all', { 'eventName|contains|all': ['run', 'instances'] }, true],
    ['all wants every value', { 'eventName|contains|all': ['run', 'stop'] }, false],
    ['cased', { 'eventName|cased': 'RunInstances' }, true],
    ['cased minds case', { 'eventName|cased': 'runInstances' }, false],
    ['cased with contains', { 'eventName|contains|cased': 'nInst' }, true],
    ['neq', { 'eventName|neq': 'StopInstances' }, true],
    ['neq wants none of the values', { 'eventName|neq': ['StopInstances', 'RunInstances'] }, false],
    ['neq holds for an absent field', { 'errorCode|neq': 'AccessDenied' }, true],
    ['neq with contains', { 'eventName|contains|neq': 'Run' }, false],
    ['exists true', { 'requestParameters.size|exists': true }, true],
    ['exists true for null', { 'requestParameters.nothing|exists': true }, true],
    ['exists false', { 'requestParameters.other|exists': false }, true],
    ['exists false where there is one', { 'requestParameters.size|exists': false }, false],
    ['re anywhere in the text', { 'eventName|re': 'In.t' }, true],
    ['re minds case', { 'eventName|re': '^run' }, false],
    ['re|i does not', { 'eventName|re|i': '^run' }, true],
    ['re leading (?i)', { 'eventName|re': '(?i)^run' }, true],
    ['re ^ is the text’s start', { 'requestParameters.lines|re': '^two' }, false],
    ['re|m ^ is any line’s start', { 'requestParameters.lines|re|m': '^two' }, true],
    ['re . is no line break', { 'requestParameters.lines|re': 'one.two' }, false],
    ['re|s . is any character', { 'requestParameters.lines|re|s': 'one.two' }, true],
    ['cidr', { 'sourceIPAddress|cidr': ['10.0.0.0/8', '198.51.100.0/24'] }, true],
    ['cidr outside', { 'sourceIPAddress|cidr': '198.51.101.0/24' }, false],
    ['cidr of IPv6', { 'requestParameters.ip6|cidr': '2001:db8::/32' }, true],
    ['cidr of an IPv4 address in IPv6 form', { 'requestParameters.mapped|cidr': '10.0.0.0/8' }, true],
    ['cidr of text that is no address', { 'eventSource|cidr': '0.0.0.0/0' }, false],
    ['fieldref whatever the case', { 'userIdentity.userName|fieldref': 'requestParameters.userName' }, true],
    ['fieldref|cased', { 'userIdentity.userName|fieldref|cased': 'requestParameters.userName' }, false],
    ['fieldref|endswith', { 'userIdentity.arn|fieldref|endswith': 'requestParameters.userName' }, true],
    ['fieldref of an absent field', { 'userIdentity.userName|fieldref': 'requestParameters.other' }, false],
    ['fieldref|neq', { 'userIdentity.userName|fieldref|neq': 'requestParameters.userName' }, false],
    ['gt', { 'requestParameters.size|gt': 19 }, true],
    ['gt is not equal', { 'requestParameters.size|gt': 20 }, false],
    ['gte', { 'requestParameters.size|gte': 20 }, true],
    ['lt', { 'requestParameters.size|lt': 20 }, false],
    ['lte', { 'requestParameters.size|lte': 20 }, true],
    ['lt of a number written as text', { 'requestParameters.number|lt': 21 }, true],
    ['lt of text', { 'requestParameters.text|lt': 21 }, false],
    ['lt of an empty text', { 'requestParameters.empty|lt': 21 }, false],
    ['base64offset|contains', { 'requestParameters.userData|base64offset|contains': 'curl example' }, true],
    [
      'base64offset of another text',
      { 'requestParameters.userData|base64offset|contains': 'wget example' },
      false,
    ],
    ['base64', { 'requestParameters.userData|base64|startswith': '#!/bin/sh\ncu' }, true],
    ['wide|base64', { 'requestParameters.wide|wide|base64': 'whoami' }, true],
    [
      'utf16le|base64offset|contains',
      { 'requestParameters.wide|utf16le|base64offset|contains': 'oam' },
      true,
    ],
    ['windash', { 'userAgent|windash|contains': ' -enc' }, true],
    ['windash reads a slash', { 'userAgent|windash|contains': '-x' }, true],
    ['contains without windash', { 'userAgent|contains': ' -enc' }, false],
  ])('%s', (_, selection, expected) => {
    expect(selects(selection, RECORD)).toBe(expected);
  });

  test("a field's name is a text, unless fieldref says that it is a field", () => {
    const named = { 'userIdentity.userName': 'requestParameters.userName' };
    expect(selects(named, RECORD)).toBe(false);
    expect(selects({ 'userIdentity.userName|contains': 'requestParameters.userName' }, RECORD)).toBe(false);
    expect(selects({ 'userIdentity.userName|fieldref': 'requestParameters.userName' }, RECORD)).toBe(true);
  });

  test('base64offset finds a text at each of the three offsets', () => {
    const at = (padding: string) => ({
      ...RECORD,
      userAgent: Buffer.from(`${padding}secret-text..`).toString('base64'),
    });

    for (const padding of ['', 'a', 'ab', 'abc']) {
      expect(selects({ 'userAgent|base64offset|contains': 'secret-text' }, at(padding))).toBe(true);
    }
  });

  test('expand stands for the values of the deployment, and is refused without any', () => {
    const body = {
      title: 'A rule',
      logsource: { product: 'aws', service: 'cloudtrail' },
      detection: { selection: { 'userIdentity.userName|expand': '%admins%' }, condition: 'selection' },
    };
    const compile = (placeholders: Record<string, string[]>) =>
      compileCatalogue([{ ruleId: 'a', file: 'a.yml', body }], { levels: {}, placeholders });

    expect(compile({ admins: ['alice', 'b*'] }).catalogue.match(RECORD, () => undefined)).toHaveLength(1);
    expect(compile({ admins: ['alice'] }).catalogue.match(RECORD, () => undefined)).toHaveLength(0);
    expect(compile({ admin: [] }).problems[0]?.message).toBe(
      'the placeholder %admins% has no values here — did you mean "admin"?',
    );
  });

  test.each([
    ['unknown', 'eventName|contain: x', 'unknown modifier "contain" — did you mean "contains"?'],
    ['of a time', 'eventTime|hour: 3', 'the modifier "hour" is not supported'],
    ['twice', 'eventName|contains|contains: x', '"contains" stands twice'],
    ['two places', 'eventName|startswith|endswith: x', '"endswith" cannot be combined with "startswith"'],
    ['re with contains', 'eventName|re|contains: x', '"contains" cannot be combined with "re"'],
    ['cidr with cased', 'sourceIPAddress|cidr|cased: 10.0.0.0/8', '"cased" cannot be combined with "cidr"'],
    ['exists with anything', 'eventName|exists|all: true', '"all" cannot be combined with "exists"'],
    ['flag alone', 'eventName|i: x', '"i" is a flag of "re" and must follow it'],
    ['neq with all', 'eventName|neq|all: [a, b]', '"all" cannot be combined with "neq"'],
    ['neq with gt', 'requestParameters.x|gt|neq: 5', '"neq" cannot be combined with "gt"'],
    ['exists without boolean', 'eventName|exists: maybe', '"exists" takes true or false'],
    ['gt without number', 'requestParameters.x|gt: many', '"gt" takes a number'],
    ['cidr without range', 'sourceIPAddress|cidr: 10.0.0.1', '"10.0.0.1" is not a range such as'],
    ['cidr with too many bits', 'sourceIPAddress|cidr: 10.0.0.1/33', '"10.0.0.1/33" is not a range such as'],
    ['base64 of a wildcard', 'eventName|base64: a*', 'wildcards cannot be encoded'],
    ['contains null', 'eventName|contains: null', '"contains" needs a value, not null'],
    ['fieldref without a name', 'eventName|fieldref: 5', '"fieldref" takes the name of a field'],
  ])('is refused where it cannot be meant: %s', (_, line, message) => {
    const problems = problemsOf(ruleText('selection:', `  ${line}`, 'condition: selection'));

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`error ${message}`);
    expect(problems[0]).toMatch(/^6:/);
  });
});

describe('modifiers together', () => {
  const encoded = Buffer.from('whoami', 'utf16le').toString('base64');
  const body = (selection: Record<string, string>) => ({
    title: 'A rule',
    logsource: { product: 'aws', service: 'cloudtrail' },
    detection: { selection, condition: 'selection' },
  });

  test.each([
    [
      'expand before base64',
      { 'requestParameters.a|expand|base64': '%word%' },
      Buffer.from('whoami').toString('base64'),
    ],
    ['expand, wide and base64', { 'requestParameters.a|expand|wide|base64': '%word%' }, encoded],
    ['expand with windash', { 'requestParameters.a|expand|windash|contains': '-%word%' }, 'x /whoami y'],
    ['expand with startswith', { 'requestParameters.a|expand|startswith': '%word%' }, 'WHOAMI now'],
  ])('%s', (_, selection, value) => {
    const matches = (a: string) =>
      compileCatalogue([{ ruleId: 'a', file: 'a.yml', body: body(selection) }], {
        levels: {},
        placeholders: { word: ['id', 'whoami'] },
      }).catalogue.match({ requestParameters: { a } }, () => undefined).length;

    expect([matches(value), matches('something else')]).toEqual([1, 0]);
  });
});
