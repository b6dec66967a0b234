import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { exposures, FOREIGN_ACCOUNT } from '../sample-call.ts';

const ADD = 'AddPermission20150331v2';
const permission = (principal: string, more: JsonObject = {}) => ({
  functionName: 'f',
  action: 'lambda:InvokeFunction',
  principal,
  ...more,
});

describe('fact.exposure of functions', () => {
  test.each([
    ['everybody', ADD, permission('*'), 'public-function'],
    ['everybody, from any account', ADD, permission('*', { sourceAccount: '*' }), 'public-function'],
    ['everybody, for a layer', 'AddLayerVersionPermission20181031', permission('*'), 'public-function'],
    [
      'everybody, at an address without sign-in',
      'CreateFunctionUrlConfig',
      { authType: 'NONE' },
      'public-function',
    ],
    ['a foreign account', ADD, permission(FOREIGN_ACCOUNT), 'foreign-account'],
    ['a foreign organisation', ADD, permission('*', { principalOrgID: 'o-somebodyelse' }), 'foreign-account'],
  ])('opened to %s', (_name, eventName, parameters, exposure) => {
    expect(exposures('lambda', eventName, parameters)).toEqual([exposure]);
  });

  test.each([
    ['a source of ours', ADD, permission('*', { sourceAccount: '111122223333' })],
    ['our organisation', ADD, permission('*', { principalOrgID: 'o-exampleorg1' })],
    [
      'our organisation, for a layer',
      'AddLayerVersionPermission20181031',
      permission('*', { organizationId: 'o-exampleorg1' }),
    ],
    ['a service', ADD, permission('s3.amazonaws.com')],
    ['those who sign in', 'CreateFunctionUrlConfig', { authType: 'AWS_IAM' }],
    ['nobody named', ADD, {}],
  ])('is nothing when opened to %s', (_name, eventName, parameters) => {
    expect(exposures('lambda', eventName, parameters)).toEqual([]);
  });
});
