import fc from 'fast-check';
import { readPolicy } from '../../../lambda/facts/policy/policy-document.ts';

const document = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' },
};

describe('readPolicy', () => {
  test.each([
    ['an object', document],
    ['JSON text', JSON.stringify(document)],
    ['URL-encoded JSON text', encodeURIComponent(JSON.stringify(document))],
    [
      'lower-case element names',
      { statement: [{ effect: 'Allow', principal: '*', action: 's3:GetObject', resource: '*' }] },
    ],
  ])('reads %s', (_name, value) => {
    expect(readPolicy(value)).toEqual({
      kind: 'policy',
      statements: [
        {
          allows: true,
          principals: [{ kind: 'aws', value: '*' }],
          everybodyBut: false,
          actions: ['s3:GetObject'],
          actionsBut: null,
          resources: ['*'],
          resourcesBut: false,
          conditions: [],
        },
      ],
    });
  });

  test('reads principals by kind, and condition values one or many', () => {
    const policy = readPolicy({
      Statement: [
        {
          Effect: 'Deny',
          NotPrincipal: { AWS: '111122223333' },
          Principal: { AWS: ['111122223333', '*'], Service: 'sns.amazonaws.com' },
          NotAction: 'iam:*',
          NotResource: 'a',
          Condition: {
            StringEquals: { 'aws:SourceAccount': ['111122223333'] },
            Bool: { 'aws:SecureTransport': true },
          },
        },
      ],
    });

    expect(policy).toMatchObject({
      statements: [
        {
          allows: false,
          everybodyBut: true,
          principals: [
            { kind: 'aws', value: '111122223333' },
            { kind: 'aws', value: '*' },
            { kind: 'service', value: 'sns.amazonaws.com' },
          ],
          actionsBut: ['iam:*'],
          resourcesBut: true,
          conditions: [
            { operator: 'stringequals', key: 'aws:sourceaccount', values: ['111122223333'] },
            { operator: 'bool', key: 'aws:securetransport', values: ['true'] },
          ],
        },
      ],
    });
  });

  test.each([[undefined], [null], ['']])('says none of %p', (value) => {
    expect(readPolicy(value)).toEqual({ kind: 'none' });
  });

  test.each([
    ['{"Statement":['],
    ['%E0%A4%A'],
    ['[]'],
    ['"text"'],
    [{}],
    [{ Statement: 'x' }],
    [7],
    [{ Statement: [] }],
  ])('says unreadable of %p', (value) => {
    expect(readPolicy(value)).toEqual({ kind: 'unreadable' });
  });

  test('never throws, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['none', 'unreadable', 'policy']).toContain(
          readPolicy(JSON.parse(JSON.stringify(value))).kind,
        );
      }),
    );
  });
});
