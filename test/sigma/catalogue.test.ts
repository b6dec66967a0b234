import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';

const body = {
  title: 'A user was created',
  logsource: { product: 'aws', service: 'cloudtrail' },
  level: 'medium',
  tags: ['attack.t1136'],
  detection: { selection: { eventName: 'CreateUser' }, condition: 'selection' },
};
const document = { ruleId: 'iam/create-user', file: 'rules/iam/create-user.yml', body };
const record = { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' };
const noFacts = () => undefined;

describe('a catalogue', () => {
  test('says what a matching rule says of itself', () => {
    const { catalogue } = compileCatalogue([document], { levels: {} });

    expect(catalogue.match(record, noFacts)).toEqual([
      { ruleId: 'iam/create-user', title: 'A user was created', level: 'medium', tags: ['attack.t1136'] },
    ]);
  });

  test('gives a rule the level this deployment wants', () => {
    const { catalogue } = compileCatalogue([document], { levels: { 'iam/create-user': 'critical' } });

    expect(catalogue.match(record, noFacts)).toMatchObject([{ level: 'critical' }]);
  });

  test('reports a level for a rule that does not exist', () => {
    const { problems } = compileCatalogue([document], { levels: { 'iam/create-usr': 'low' } });

    expect(problems).toMatchObject([
      { severity: 'error', message: expect.stringContaining('"iam/create-user"') },
    ]);
  });

  test('leaves out the second rule of one id, and says so', () => {
    const { catalogue, problems } = compileCatalogue([document, { ...document, file: 'other.yml' }], {
      levels: {},
    });

    expect(catalogue.rules).toHaveLength(1);
    expect(problems).toMatchObject([{ file: 'other.yml', severity: 'error' }]);
  });

  test('leaves out a rule that cannot be compiled, and says so', () => {
    const broken = { ...document, ruleId: 'broken', body: { ...body, detection: {} } };
    const { catalogue, problems } = compileCatalogue([broken, document], { levels: {} });

    expect(catalogue.rules.map((rule) => rule.match.ruleId)).toEqual(['iam/create-user']);
    expect(problems).toMatchObject([{ message: 'no "condition"' }]);
  });

  test('matches a record whose names are no text without the index', () => {
    const { catalogue } = compileCatalogue([document], { levels: {} });

    expect(
      catalogue.match({ eventSource: 'iam.amazonaws.com', eventName: ['CreateUser'] }, noFacts),
    ).toHaveLength(1);
  });

  test('asks for no fact that the rules do not need', () => {
    const { catalogue } = compileCatalogue([document], { levels: {} });
    const asked: string[] = [];

    catalogue.match(record, (name) => {
      asked.push(name);
      return null;
    });

    expect(asked).toEqual([]);
  });
});
