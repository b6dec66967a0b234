import { parseCallList, renderCallList } from '../../../../cli/rules/aws-calls/call-list.ts';
import { knownCalls, readKnownCalls } from '../../../../cli/rules/aws-calls/known-calls.ts';

describe('the list of calls', () => {
  const known = readKnownCalls();

  test.each([
    ['iam.amazonaws.com', 'CreateUser'],
    ['monitoring.amazonaws.com', 'DeleteAlarms'],
    ['lambda.amazonaws.com', 'CreateFunction20150331'],
    ['lambda.amazonaws.com', 'UpdateFunctionCode20150331v2'],
    ['cloudfront.amazonaws.com', 'CreateDistribution2020_05_31'],
    ['signin.amazonaws.com', 'ConsoleLogin'],
    ['s3.amazonaws.com', 'PutAccountPublicAccessBlock'],
    ['elasticloadbalancing.amazonaws.com', 'CreateLoadBalancer'],
    ['ses.amazonaws.com', 'VerifyEmailIdentity'],
    ['sso.amazonaws.com', 'CreateToken'],
    ['IAM.amazonaws.com', 'createuser'],
  ])('has %s %s', (source, name) => {
    expect(known.has(source, name)).toBe(true);
  });

  test.each([
    ['iam.amazonaws.com', 'CreateUsers'],
    ['cloudwatch.amazonaws.com', 'DeleteAlarms'],
    ['iam', 'CreateUser'],
    ['s3.amazonaws.com', 'PutReplicationConfiguration'],
    ['s3.amazonaws.com', 'PutEncryptionConfiguration'],
  ])('does not have %s %s', (source, name) => {
    expect(known.has(source, name)).toBe(false);
  });

  test('knows whose a call is', () => {
    expect(known.sourcesOf('CreateAccessKey')).toEqual(['iam.amazonaws.com']);
  });

  test('joins what several services write under one source', () => {
    const joined = knownCalls([
      { sources: ['es'], names: ['A'] },
      { sources: ['es', 'aoss'], names: ['B'] },
    ]);

    expect(joined.namesOf('es.amazonaws.com')).toEqual(['A', 'B']);
    expect(joined.namesOf('aoss.amazonaws.com')).toEqual(['B']);
  });

  test('is the same after writing and reading', () => {
    const services = [
      { sources: ['a'], names: ['GetItem', 'Query', 'QueryAll'] },
      { sources: ['b', 'c'], names: ['PutItem'] },
    ];

    expect(parseCallList(renderCallList('1.0', services))).toEqual(services);
  });
});
